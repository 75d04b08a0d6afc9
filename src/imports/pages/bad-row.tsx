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
  const submit = (e: FormEvent) => {
    e.preventDefault();
    void correct.send({ params, body: { cells } });
  };

  return (
    <Paper withBorder p="md" component="form" onSubmit={submit} aria-label={t('faults.line', { line: row.line })}>
      <Group justify="space-between" gap="xs" mb="xs">
        <Text size="sm" fw={600}>
          {t('faults.line', { line: f.num(row.line) })}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
          {t(all ? 'faults.only_bad' : 'faults.all_columns')}
        </Button>
      </Group>
      {whole.map((fault) => (
        <Text key={fault.code} size="sm" c="red" mb="xs">
          {t(`fault.${fault.code}`, fault.params)}
        </Text>
      ))}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
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
      <Group gap="xs" mt="sm">
        <Button size="xs" type="submit" loading={correct.busy}>
          {t('faults.write')}
        </Button>
        <Button size="xs" variant="default" loading={leave.busy} onClick={() => void leave.send({ params })}>
          {t('faults.leave_out')}
        </Button>
      </Group>
    </Paper>
  );
}
