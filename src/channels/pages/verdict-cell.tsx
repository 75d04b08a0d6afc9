import { useTranslation } from 'react-i18next';
import { useFormats } from '../../web/ui/format.tsx';
import { VerdictChip } from '../../web/ui/verdict-chip.tsx';
import type { VerdictRow } from '../contract.ts';
import classes from './channels.module.css';
import { chance, roughly } from './say.ts';
import { perMonth } from './view.ts';

/** The verdict with its probability and the money at stake a month, where there is something to do. */
export function VerdictCell({ verdict: v, days }: { verdict: VerdictRow; days: number }) {
  const { t } = useTranslation(['verdicts', 'channels']);
  const f = useFormats();
  const acts = v.verdict === 'drop' || v.verdict === 'fix' || v.verdict === 'strengthen';
  const said = [
    ...(v.probability === null ? [] : [acts ? chance(f, v.probability) : t('verdict.within', { p: chance(f, v.probability) })]),
    ...(acts && v.moneyAtStakeMinor > 0
      ? [t('channels:per_month', { money: `${v.stakeKind === 'gain' ? '+' : '−'}${f.moneyShort(roughly(perMonth(v.moneyAtStakeMinor, days)))}` })]
      : []),
  ];
  return (
    <span>
      <VerdictChip verdict={v.verdict} size="sm" />
      {said.length ? <span className={classes.change}>{said.join(' · ')}</span> : null}
    </span>
  );
}
