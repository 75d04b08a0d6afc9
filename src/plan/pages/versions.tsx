import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { query } from '../../web/api.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Failed, Loading } from '../../web/ui/states.tsx';
import { listPlanVersions, type PlanVersion } from '../contract.ts';
import { INPUT_NAMES } from '../domain/inputs.ts';
import classes from './plan.module.css';
import { inputLabel, inputText, type Mode, pieces } from './words.ts';

type Version = z.output<typeof PlanVersion>;

/** Who changed what, when and why; nothing is ever overwritten. */
export function Versions({ mode, inForce }: { mode: Mode; inForce: number | null }) {
  const { t } = useTranslation('plan');
  const list = useQuery(query(listPlanVersions));
  if (list.error) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading lines={3} />;
  if (list.data.versions.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('versions.title')}
      </Title>
      {list.data.versions.map((v, i, all) => (
        <OneVersion key={v.version} version={v} before={all[i + 1] ?? null} mode={mode} inForce={v.version === inForce} />
      ))}
    </section>
  );
}

function OneVersion({ version: v, before, mode, inForce }: { version: Version; before: Version | null; mode: Mode; inForce: boolean }) {
  const { t } = useTranslation('plan');
  const f = useFormats();
  const count = (of: Version) => (mode === 'sales' && of.targets.visits !== null ? of.targets.visits : of.targets.leads);
  const now = pieces(count(v));
  return (
    <div className={classes.version}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600}>{t('versions.one', { version: v.version })}</Text>
          <Text size="sm" c="dimmed">
            {t('versions.from', { month: f.month(v.effectiveFrom) })}
          </Text>
          {inForce ? (
            <Badge size="sm" variant="light" tt="none">
              {t('versions.in_force')}
            </Badge>
          ) : null}
        </Group>
        <Text size="sm" c="dimmed">
          {v.author ?? t('versions.somebody')} · {f.time(v.createdAt)}
        </Text>
      </Group>
      {v.reason ? (
        <Text size="sm" mt={4}>
          {t('quoted', { text: v.reason })}
        </Text>
      ) : null}
      <Text size="sm" mt={4}>
        {mode === 'sales' && v.targets.visits !== null
          ? t('versions.visits', { count: now, n: f.num(now) })
          : t('versions.leads', { count: now, n: f.num(now) })}
        {v.targets.budgetMinor === null ? '' : `, ${f.money(v.targets.budgetMinor)}`}
        {before
          ? ` (${t('versions.was', { n: f.num(pieces(count(before))) })}${before.targets.budgetMinor === null ? '' : `, ${f.money(before.targets.budgetMinor)}`})`
          : ''}
      </Text>
      {before ? <Changes now={v} before={before} mode={mode} /> : null}
    </div>
  );
}

function Changes({ now, before, mode }: { now: Version; before: Version; mode: Mode }) {
  const { t } = useTranslation('plan');
  const f = useFormats();
  if (!now.inputs || !before.inputs) return null;
  const [a, b] = [before.inputs, now.inputs];
  const changed = INPUT_NAMES.filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]) || (name === 'sales' && a.unit !== b.unit));
  return (
    <Stack gap={2} mt={6}>
      {changed.map((name) => (
        <Text key={name} size="sm" c="dimmed">
          {inputLabel(t, mode, name, b[name] ? b : a)}: <s>{inputText(f, name, a)}</s> → {inputText(f, name, b)}
          {b[name] && a[name]?.tag !== b[name].tag ? ` (${t(`tag.${b[name].tag}`)})` : ''}
        </Text>
      ))}
    </Stack>
  );
}
