import { Button, Group, Paper, SimpleGrid, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../../web/send.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { correctFault, dismissFault, type FaultRow } from '../contract.ts';
import type { Field } from '../domain/fields.ts';
import { useWords } from './words.ts';

type Props = { importId: string; row: FaultRow; header: string[]; fields: (Field | null)[]; onSettled: () => unknown };

/** One bad row: the values that are wrong stand in boxes with what is wrong below; Enter takes the row in. */
export function BadRow({ importId, row, header, fields, onSettled }: Props) {
  const { t, header: named } = useWords();
  const f = useFormats();
  const [now, setNow] = useState(row);
  const [cells, setCells] = useState(() => Array.from({ length: Math.max(header.length, row.cells.length) }, (_, i) => row.cells[i] ?? ''));
  const whole = now.faults.filter((fault) => fault.column === null);
  const [all, setAll] = useState(whole.length > 0);
  const params = { id: importId, line: row.line };
  const correct = useSend(correctFault, {
    namespace: 'imports',
    done: async ({ row: still }) => {
      if (still) return setNow(still);
      notify.done(t('faults.written', { line: f.num(row.line) }));
      await onSettled();
    },
  });
  const leave = useSend(dismissFault, { namespace: 'imports', done: onSettled });
  const wrong = new Map(now.faults.map((fault) => [fault.column, t(`fault.${fault.code}`, fault.params)]));
  const shown = cells.map((_, i) => i).filter((i) => wrong.has(i) || (all && (fields[i] != null || i >= header.length)));
  const rest = cells.filter((text, i) => text && fields[i] != null && !shown.includes(i)).join(' · ');
  const submit = (e: FormEvent) => {
    e.preventDefault();
    void correct.send({ params, body: { cells } });
  };

  return (
    <Paper withBorder p="md" component="form" onSubmit={submit} aria-label={t('faults.line', { line: row.line })}>
      <Group justify="space-between" gap="xs" mb="xs" wrap="nowrap">
        <Group gap="sm" flex={1} miw={0} wrap="nowrap">
          <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
            {t('faults.line', { line: f.num(row.line) })}
          </Text>
          <Text size="sm" c="dimmed" truncate title={rest}>
            {rest}
          </Text>
        </Group>
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
          {t(all ? 'faults.only_bad' : 'faults.all_columns')}
        </Button>
      </Group>
      {whole.map((fault) => (
        <Text key={fault.code} size="sm" c="var(--mantine-color-error)" mb="xs">
          {t(`fault.${fault.code}`, fault.params)}
        </Text>
      ))}
      <Group gap="sm" align="flex-start">
        <SimpleGrid cols={{ base: 1, xs: Math.min(2, shown.length), md: Math.min(3, shown.length) }} spacing="sm" flex={1} miw={220}>
          {shown.map((i) => (
            <TextInput
              key={i}
              size="sm"
              label={i < header.length ? named(header[i] ?? '', i) : t('faults.extra', { number: i - header.length + 1 })}
              value={cells[i] ?? ''}
              error={wrong.get(i)}
              onChange={(e) => setCells(cells.with(i, e.currentTarget.value))}
            />
          ))}
        </SimpleGrid>
        <Group gap="xs" mt={{ base: 0, xs: 25 }} wrap="nowrap">
          <Button size="sm" type="submit" loading={correct.busy}>
            {t('faults.write')}
          </Button>
          <Button size="sm" variant="default" loading={leave.busy} onClick={() => void leave.send({ params })}>
            {t('faults.leave_out')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
