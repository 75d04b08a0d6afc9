import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readToday } from '../../today/contract.ts';
import { CallFailed, call, key } from '../../web/api.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { Failed } from '../../web/ui/states.tsx';
import { listPlanVersions, readPlan, savePlan } from '../contract.ts';
import { type DraftState, inputsOf } from './draft.ts';

const MONTHS_AHEAD = 6;

/** The first days of the months a plan can begin with. */
function monthsFrom(first: string): string[] {
  const [year, month] = first.split('-').map(Number) as [number, number];
  return Array.from({ length: MONTHS_AHEAD }, (_, i) => new Date(Date.UTC(year, month - 1 + i, 1)).toISOString().slice(0, 10));
}

type Props = { state: DraftState; month: string; start: string; onStart: (month: string) => void; ready: boolean; onTried: () => void; onSaved: () => void };

/** From which month, why, and the button. A version somebody saved meanwhile is shown before ours goes on top of it. */
export function SavePlan({ state, month, start, onStart, ready, onTried, onSaved }: Props) {
  const { t } = useTranslation('plan');
  const f = useFormats();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [reasonNeeded, setReasonNeeded] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [overtaken, setOvertaken] = useState<{ version: number; author: string | null } | null>(null);
  const again = state.base > 0;

  async function save() {
    onTried();
    setReasonNeeded(again && !reason.trim());
    if (!ready || (again && !reason.trim())) return;
    setBusy(true);
    setFailure(null);
    try {
      const { version } = await call(savePlan, {
        body: { inputs: inputsOf(state.draft), reason: reason.trim(), effectiveFrom: start, expectedVersion: state.base },
      });
      notify.done(t('save.done', { version }));
      setReason('');
      setOvertaken(null);
      state.rebase(version);
      await Promise.all([readPlan, listPlanVersions, readToday].map((e) => client.invalidateQueries({ queryKey: key(e) })));
      onSaved();
    } catch (error) {
      if (error instanceof CallFailed && error.code === 'stale') {
        const { version, author } = error.details as { version: number; author: string | null };
        setOvertaken({ version, author });
        state.rebase(version);
        await client.invalidateQueries({ queryKey: key(listPlanVersions) });
      } else setFailure(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack gap="sm">
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <Select
          label={t('save.from')}
          data={monthsFrom(month).map((value) => ({ value, label: f.month(value) }))}
          value={start}
          allowDeselect={false}
          onChange={(v) => v && onStart(v)}
        />
        {again ? (
          <TextInput
            label={t('save.reason')}
            placeholder={t('save.reason_example')}
            value={reason}
            maxLength={500}
            onChange={(e) => setReason(e.currentTarget.value)}
            error={reasonNeeded && !reason.trim() ? t('save.reason_needed') : undefined}
          />
        ) : null}
      </Group>
      {overtaken ? (
        <Alert color="amber" variant="light" icon={<Icon name="warning" />} title={t('save.overtaken_title')}>
          {t('save.overtaken', { version: overtaken.version, author: overtaken.author ?? t('versions.somebody') })}
        </Alert>
      ) : null}
      {failure ? <Failed error={failure} namespace="plan" /> : null}
      <Group>
        <Button size="md" loading={busy} onClick={() => void save()}>
          {again ? t('save.again', { version: state.base + 1 }) : t('save.first')}
        </Button>
        {again && state.dirty ? (
          <Button variant="subtle" onClick={state.discard}>
            {t('save.discard')}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}
