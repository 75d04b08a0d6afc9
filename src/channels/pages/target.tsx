import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../web/session.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { To } from '../../web/ui/link.tsx';
import type { VerdictRow } from '../contract.ts';

/** What may be paid for a customer and for a qualified lead, with the arithmetic that leads there. */
export function Target({ target, romi }: { target: VerdictRow['target']; romi: number | null }) {
  const { t } = useTranslation('verdicts');
  const f = useFormats();
  const may = useCan()('workspace.manage');
  const settings = may ? (
    <To to="/settings" size="xs" underline="always">
      {t('target.set')}
    </To>
  ) : null;
  if (!target)
    return (
      <Text size="sm">
        {t('target.none')} {settings}
      </Text>
    );
  const { cac, cpql, origin } = target;
  const line =
    origin === 'target_cac'
      ? t('target.target_cac')
      : romi === null
        ? null
        : t(`target.${origin}`, { margin: f.money(cac * (1 + romi)), romi: f.pct(romi), cac: f.money(cac) });
  return (
    <Stack gap={4}>
      <Text size="sm">
        {t('target.cac')}: <b>{f.money(cac)}</b>
      </Text>
      {line ? (
        <Text size="xs" c="dimmed">
          {line} {settings}
        </Text>
      ) : null}
      {cpql === null ? null : (
        <>
          <Text size="sm">
            {t('target.cpql')}: <b>{f.money(cpql)}</b>
          </Text>
          <Text size="xs" c="dimmed">
            {t('target.from_close', { cac: f.money(cac), share: f.pct(cpql / cac), cpql: f.money(cpql) })}
          </Text>
        </>
      )}
    </Stack>
  );
}
