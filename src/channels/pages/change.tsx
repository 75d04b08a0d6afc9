import { useTranslation } from 'react-i18next';
import { useFormats } from '../../web/ui/format.tsx';
import classes from './channels.module.css';

type Props = { now: number | null; before: number | null | undefined; kind: 'money' | 'number' | 'percent'; digits?: number };

/** The change against the period compared with, in grey: whether it is good news depends on the figure, and the reader knows it. Shares change by points. */
export function Change({ now, before, kind, digits }: Props) {
  const { t } = useTranslation('channels');
  const f = useFormats();
  if (now === null || before === null || before === undefined) return <span className={classes.change}>—</span>;
  const was = kind === 'money' ? f.money(before) : kind === 'percent' ? f.pct(before, digits) : f.num(before, digits);
  const points = Math.round((now - before) * 1000) / 10;
  const sign = points > 0 ? '+' : points < 0 ? '−' : '';
  const text =
    kind === 'percent'
      ? t('points', { value: `${sign}${f.num(Math.abs(points), 1)}` })
      : before === 0
        ? now === 0
          ? f.change(0)
          : '—'
        : f.change(now / before - 1);
  return (
    <span className={classes.change} title={t('was', { value: was })}>
      {text}
    </span>
  );
}
