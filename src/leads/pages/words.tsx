import { Badge } from '@mantine/core';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../web/ui/icon.tsx';
import type { Judgement, LeadListRow } from '../contract.ts';

/** A known channel group in the person's language, else the name as written; null when no source is known. */
export function useChannelName() {
  const { t } = useTranslation(['channels', 'leads']);
  return ({ code, channel }: { code: string | null; channel: string | null }) => (code ? t(`channels:group.${code.replaceAll('_', '-')}`) : (channel ?? null));
}

/** A reason of the closed list in the person's language; what was written freely stays as it was written. */
export function useRejectReason() {
  const { t } = useTranslation('leads');
  return (reason: string | null) => (reason !== null && i18next.exists(`leads:reject.${reason}`) ? t(`reject.${reason}`) : reason);
}

const looks = {
  unjudged: { color: 'gray', icon: 'hourglass' },
  qualified: { color: 'green', icon: 'check' },
  rejected: { color: 'amber', icon: 'cross' },
  invalid: { color: 'gray', icon: 'stop' },
} as const satisfies Record<Judgement, { color: string; icon: IconName }>;

/** What Sales made of it: word, icon and colour. */
export function JudgementChip({ judgement }: { judgement: Judgement }) {
  const { t } = useTranslation('leads');
  const { color, icon } = looks[judgement];
  return <Chip color={color} icon={icon} text={t(`judgement.${judgement}`)} quiet={judgement === 'unjudged'} />;
}

const ends = { open: { color: 'gray', icon: 'clock' }, won: { color: 'green', icon: 'check' }, lost: { color: 'gray', icon: 'cross' } } as const;

/** How it ended: of a lead, or of a deal. */
export function OutcomeChip({ outcome, of = 'outcome' }: { outcome: LeadListRow['outcome']; of?: 'outcome' | 'status' }) {
  const { t } = useTranslation('leads');
  const { color, icon } = ends[outcome];
  return <Chip color={color} icon={icon} text={t(`${of}.${outcome}`)} quiet={outcome === 'open'} />;
}

const Chip = ({ color, icon, text, quiet }: { color: string; icon: IconName; text: string; quiet: boolean }) => (
  <Badge
    size="sm"
    color={color}
    variant={quiet ? 'outline' : 'light'}
    bd={quiet ? '1px solid var(--mantine-color-default-border)' : undefined}
    leftSection={<Icon name={icon} size={12} />}
    radius="sm"
    tt="none"
    fw={500}
    style={{ '--badge-color': `light-dark(var(--mantine-color-${color}-8), var(--mantine-color-${color}-2))` } as never}
  >
    {text}
  </Badge>
);
