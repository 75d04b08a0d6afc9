import {
  ActionIcon,
  Box,
  Group,
  Menu,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  Title,
  useComputedColorScheme,
  useMantineTheme,
  VisuallyHidden,
} from '@mantine/core';
import { useMediaQuery, useResizeObserver } from '@mantine/hooks';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, shown } from './columns.tsx';
import { csvOf, saveFile } from './csv.ts';
import { DataTable } from './data-table.tsx';
import { useFormats } from './format.tsx';
import { Icon } from './icon.tsx';

/** The colours a chart may use, of the theme on the screen. */
export type Look = {
  font: string;
  text: string;
  dimmed: string;
  line: string;
  body: string;
  accent: string;
  soft: string;
  good: string;
  bad: string;
  series: string[];
};

type Props<T> = {
  id: string;
  title: string;
  /** One sentence that says what the picture shows, for those who do not see it. */
  summary: string;
  /** The picture; memoise it (useCallback). Texts in it are not HTML: the library's own formatters escape. */
  option: (look: Look) => EChartsCoreOption;
  /** The same figures as a table: the other view, and the export. */
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T) => string;
  height?: number;
  /** A point or a bar was clicked: the index in its series. */
  onPick?: (series: string | undefined, index: number) => void;
  tools?: ReactNode;
};

/** The one chart: drawn by a library that is fetched only now, in the theme's colours, always with its table and its export. */
export function Chart<T>({ id, title, summary, option, rows, columns, rowKey, height = 320, onPick, tools }: Props<T>) {
  const { t, i18n } = useTranslation('ui');
  const f = useFormats();
  const look = useLook();
  const still = useMediaQuery('(prefers-reduced-motion: reduce)');
  const [asTable, setAsTable] = useState(false);
  const [frame, size] = useResizeObserver<HTMLDivElement>();
  const canvas = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    if (asTable || rows.length === 0) return;
    let gone = false;
    void import('./echarts.ts').then(({ init }) => {
      if (gone || !canvas.current) return;
      chart.current ??= init(canvas.current);
      chart.current.setOption({ animation: !still, textStyle: { fontFamily: look.font, color: look.text }, color: look.series, ...option(look) }, true);
      chart.current.off('click');
      if (onPick) chart.current.on('click', (p) => onPick(p.seriesName, p.dataIndex));
      setDrawn(true);
    });
    return () => {
      gone = true;
    };
  }, [asTable, rows.length, option, look, still, onPick]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other view has no canvas to keep
  useEffect(
    () => () => {
      chart.current?.dispose();
      chart.current = null;
      setDrawn(false);
    },
    [asTable],
  );
  useEffect(() => {
    if (size.width) chart.current?.resize();
  }, [size.width]);

  const saveCsv = () =>
    saveFile(
      `${id}.csv`,
      csvOf(
        [
          columns.map((c) => c.name),
          ...rows.map((r) => columns.map((c) => (typeof c.value(r) === 'number' && c.kind !== 'money' ? c.value(r) : shown(c, r, f)))),
        ],
        i18n.language,
      ),
    );
  const savePng = async () => {
    const picture = chart.current?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: look.body });
    if (picture) saveFile(`${id}.png`, await (await fetch(picture)).blob(), 'image/png');
  };
  return (
    <Stack gap="xs" component="figure" m={0} aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h3">
          {title}
        </Title>
        <Group gap="xs">
          {tools}
          <SegmentedControl
            size="xs"
            value={asTable ? 'table' : 'chart'}
            onChange={(v) => setAsTable(v === 'table')}
            data={[
              { value: 'chart', label: <Glyph name="chart" text={t('chart.as_chart')} /> },
              { value: 'table', label: <Glyph name="table" text={t('chart.as_table')} /> },
            ]}
          />
          <Menu>
            <Menu.Target>
              <ActionIcon size={30} variant="default" aria-label={t('chart.export')} title={t('chart.export')}>
                <Icon name="imports" size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={saveCsv}>{t('chart.csv')}</Menu.Item>
              {asTable ? null : <Menu.Item onClick={() => void savePng()}>{t('chart.png')}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {rows.length === 0 ? (
        <Text c="dimmed" size="sm" py="xl" ta="center">
          {t('chart.empty')}
        </Text>
      ) : asTable ? (
        <DataTable id={`chart.${id}`} label={title} rows={rows} columns={columns} rowKey={rowKey} plain height={`${height + 80}px`} />
      ) : (
        <Box ref={frame} pos="relative">
          {drawn ? null : <Skeleton height={height} pos="absolute" inset={0} />}
          <div ref={canvas} role="img" aria-label={summary} style={{ height, width: '100%' }} />
        </Box>
      )}
    </Stack>
  );
}

const Glyph = ({ name, text }: { name: 'chart' | 'table'; text: string }) => (
  <span title={text}>
    <Icon name={name} size={16} />
    <VisuallyHidden>{text}</VisuallyHidden>
  </span>
);

function useLook(): Look {
  const { colors: c, fontFamily } = useMantineTheme();
  const dark = useComputedColorScheme() === 'dark';
  return useMemo(() => {
    const of = (name: string, light: number, night: number) => c[name]?.[dark ? night : light] ?? '#888';
    return {
      font: fontFamily, // a canvas inherits nothing
      text: dark ? of('dark', 0, 0) : of('gray', 9, 9),
      dimmed: dark ? of('dark', 2, 2) : of('gray', 6, 6),
      line: dark ? of('dark', 4, 4) : of('gray', 2, 2),
      body: dark ? of('dark', 7, 7) : '#ffffff',
      accent: of('brand', 6, 4),
      soft: of('brand', 2, 8),
      good: of('green', 6, 4),
      bad: of('red', 6, 4),
      // told apart by people who do not tell red from green: lightness differs as well as hue
      series: [
        of('brand', 6, 4),
        of('amber', 4, 3),
        dark ? '#9b8cf0' : '#6655c8',
        of('green', 4, 3),
        of('red', 5, 4),
        of('gray', 5, 5),
        dark ? '#79b8f0' : '#3a86c8',
        dark ? '#e59ac8' : '#b4508f',
      ],
    };
  }, [c, dark, fontFamily]);
}
