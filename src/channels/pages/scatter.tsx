import { Card, Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type Look } from '../../web/ui/chart.tsx';
import type { Column } from '../../web/ui/data-table.tsx';
import { useFormats } from '../../web/ui/format.tsx';
import type { ReportRow, VerdictRow } from '../contract.ts';
import { useNames } from './named.ts';
import { type Reported, useView } from './view.ts';

type Point = { row: ReportRow; verdict: VerdictRow; cpql: number; qualified: number; cost: number };
/** Colour and shape together, as the chips have word and icon together. */
const looks = {
  drop: ['rect', 'bad'],
  fix: ['diamond', 'warm'],
  strengthen: ['triangle', 'good'],
  keep: ['circle', 'accent'],
  not_enough_data: ['emptyCircle', 'dimmed'],
} as const;
type Verdict = keyof typeof looks;

/** Each channel as a bubble: how dear a qualified lead is, how many there are, how much is spent. */
export function Scatter({ reported: { report, verdicts, verdictOf } }: { reported: Reported }) {
  const { t } = useTranslation(['verdicts', 'channels', 'ui']);
  const f = useFormats();
  const names = useNames();
  const [, setView] = useView();
  const points = useMemo(
    () =>
      (report.data?.rows ?? []).flatMap((row): Point[] => {
        const verdict = verdictOf.get(row.id);
        const { cpql } = row.now.ratios;
        const { qualified, costMinor } = row.now.figures;
        return row.level === 'channel' && verdict && cpql !== null && qualified && costMinor ? [{ row, verdict, cpql, qualified, cost: costMinor }] : [];
      }),
    [report.data, verdictOf],
  );
  const target = verdicts.data?.company.target?.cpql ?? null;
  const present = useMemo(() => (Object.keys(looks) as Verdict[]).filter((v) => points.some((p) => p.verdict.verdict === v)), [points]);

  const option = useCallback(
    (look: Look) => {
      const colours = { ...look, warm: look.series[1] ?? look.accent };
      const largest = Math.max(...points.map((p) => p.cost), 1);
      const axis = {
        nameTextStyle: { color: look.dimmed },
        axisLabel: { color: look.dimmed },
        axisLine: { lineStyle: { color: look.line } },
        splitLine: { lineStyle: { color: look.line } },
      };
      return {
        grid: { left: 16, right: 32, top: 44, bottom: 44, containLabel: true },
        legend: { top: 0, left: 0, textStyle: { color: look.text }, itemWidth: 14, itemHeight: 12 },
        tooltip: {
          backgroundColor: look.body,
          borderColor: look.line,
          textStyle: { color: look.text },
          renderMode: 'richText',
          formatter: (p: { name: string; data: { tip?: string } }) => `${p.name}\n${p.data.tip ?? ''}`,
        },
        xAxis: {
          type: 'value',
          name: t('scatter.x'),
          nameLocation: 'middle',
          nameGap: 30,
          ...axis,
          axisLabel: { ...axis.axisLabel, showMaxLabel: false, formatter: (v: number) => f.moneyShort(v) },
          max: (range: { max: number }) => Math.max(range.max, target ?? 0) * 1.12,
        },
        yAxis: {
          type: 'value',
          name: t('scatter.y'),
          ...axis,
          nameTextStyle: { color: look.dimmed, align: 'left' },
        },
        series: present.map((verdict, i) => ({
          type: 'scatter',
          name: t(`ui:verdict.${verdict}`),
          symbol: looks[verdict][0],
          itemStyle: { color: colours[looks[verdict][1]], opacity: 0.82 },
          label: { show: true, position: 'right', color: look.text, fontSize: 12, formatter: '{b}' },
          labelLayout: { hideOverlap: true, moveOverlap: 'shiftY' },
          data: points
            .filter((p) => p.verdict.verdict === verdict)
            .map((p) => ({
              name: names.row(p.row),
              value: [p.cpql, p.qualified],
              symbolSize: 12 + 34 * Math.sqrt(p.cost / largest),
              tip: `${t('scatter.x')}: ${f.money(p.cpql)}\n${t('scatter.y')}: ${f.num(p.qualified)}\n${t('channels:column.cost')}: ${f.money(p.cost)}`,
            })),
          ...(i === 0 && target !== null
            ? {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  lineStyle: { color: look.dimmed, type: 'dashed' },
                  label: { color: look.dimmed, formatter: t('scatter.target', { money: f.moneyShort(target) }) },
                  data: [{ xAxis: target }],
                },
              }
            : {}),
        })),
      };
    },
    [points, target, present, t, f, names.row],
  );
  const columns: Column<Point>[] = [
    { id: 'name', name: t('channels:column.name'), value: (p) => names.row(p.row) },
    { id: 'verdict', name: t('channels:column.verdict'), value: (p) => t(`ui:verdict.${p.verdict.verdict}`), width: 140 },
    { id: 'cpql', name: t('channels:column.cpql'), kind: 'money', term: 'cpql', value: (p) => p.cpql },
    { id: 'qualified', name: t('channels:column.qualified'), kind: 'number', term: 'qualified_lead', value: (p) => p.qualified },
    { id: 'cost', name: t('channels:column.cost'), kind: 'money', term: 'spend', value: (p) => p.cost },
  ];
  const pick = useCallback(
    (series: string | undefined, index: number) => {
      const verdict = present.find((v) => t(`ui:verdict.${v}`) === series);
      const point = points.filter((p) => p.verdict.verdict === verdict)[index];
      if (point) setView({ why: point.row.id });
    },
    [present, points, t, setView],
  );
  return (
    <Card padding="md">
      <Chart
        id="channels.scatter"
        title={t('scatter.title')}
        summary={t('scatter.summary')}
        option={option}
        rows={points}
        columns={columns}
        rowKey={(p) => p.row.id}
        height={400}
        onPick={pick}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t('scatter.summary')} {t('scatter.missing')}
      </Text>
    </Card>
  );
}
