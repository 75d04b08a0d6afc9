import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../web/send.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { clearCalendarDay, readCalendar, setCalendarDay } from '../contract.ts';
import type { CalendarDay } from './calendar.tsx';

/** One day: worked, shortened or off for this company, with a note why. */
export function DayEditor({ day, onClose }: { day: CalendarDay | null; onClose: () => void }) {
  const { t } = useTranslation(['accounts', 'ui']);
  const f = useFormats();
  return (
    <Modal opened={day !== null} onClose={onClose} title={day ? f.day(day.day) : ''} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      {day ? <Editor key={day.day} day={day} onClose={onClose} /> : null}
    </Modal>
  );
}

function Editor({ day, onClose }: { day: CalendarDay; onClose: () => void }) {
  const { t } = useTranslation(['accounts', 'ui']);
  const [kind, setKind] = useState(day.kind);
  const [note, setNote] = useState(day.note);
  const touches = [readCalendar];
  const set = useSend(setCalendarDay, { touches, done: onClose });
  const clear = useSend(clearCalendarDay, { touches, done: onClose });
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('calendar.usual', { kind: t(`calendar.${day.usual}`).toLowerCase() })}
        {day.holiday ? ` (${t(`holiday.${day.holiday}`)})` : ''}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={t('calendar.kind')}
        value={kind}
        onChange={(v) => setKind(v as CalendarDay['kind'])}
        data={(['working', 'short', 'off'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
      />
      <TextInput
        label={t('calendar.note')}
        placeholder={t('calendar.note_example')}
        value={note}
        maxLength={200}
        onChange={(e) => setNote(e.currentTarget.value)}
      />
      <Group justify="space-between">
        {day.own ? (
          <Button variant="subtle" loading={clear.busy} onClick={() => void clear.send({ params: { day: day.day } })}>
            {t('calendar.clear')}
          </Button>
        ) : (
          <span />
        )}
        <Button loading={set.busy} onClick={() => void set.send({ params: { day: day.day }, body: { kind, note } })}>
          {t('ui:save')}
        </Button>
      </Group>
    </Stack>
  );
}
