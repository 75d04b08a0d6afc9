import '@mantine/dates/styles.css';
import 'dayjs/locale/ru';
import { Button, Divider, Group, Popover, Radio, SimpleGrid, Stack, Text, VisuallyHidden } from '@mantine/core';
import { DatePicker, DatesProvider } from '@mantine/dates';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from './format.tsx';
import { Icon } from './icon.tsx';
import { type Compare, type Preset, presetDays, presets, usePeriod } from './period.ts';

/** The one period picker; what is picked is in the address bar. Pages read it with usePeriod(). */
export function PeriodPicker({ usual, comparable = true }: { usual?: Preset; comparable?: boolean }) {
  const { t, i18n } = useTranslation('ui');
  const f = useFormats();
  const phone = useMediaQuery('(max-width: 48em)');
  const period = usePeriod(usual);
  const [opened, setOpened] = useState(false);
  const [range, setRange] = useState<[string | null, string | null]>([period.from, period.to]);
  const span = (p: { from: string; to: string }) => `${f.day(p.from)} – ${f.day(p.to)}`;
  const pick = (from: string, to: string) => {
    period.set({ from, to });
    setRange([from, to]);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus width={phone ? 'calc(100vw - 24px)' : undefined}>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<Icon name="calendar" size={16} />}
          rightSection={<Icon name="down" size={14} />}
          title={span(period)}
          onClick={() => {
            setRange([period.from, period.to]);
            setOpened((o) => !o);
          }}
        >
          <span>
            <VisuallyHidden>{t('period.label')}: </VisuallyHidden>
            {period.preset ? t(`period.${period.preset}`) : span(period)}
            {period.against ? (
              <Text span size="xs" c="dimmed" ml={6} visibleFrom="sm">
                {t('period.against', { period: span(period.against) })}
              </Text>
            ) : null}
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Group align="flex-start" gap="lg" wrap={phone ? 'wrap' : 'nowrap'}>
          <Stack gap="sm" w={phone ? '100%' : 200}>
            <SimpleGrid cols={phone ? 3 : 1} spacing={4} verticalSpacing={2}>
              {presets.map((p) => {
                const days = presetDays(p, period.today);
                return (
                  <Button
                    key={p}
                    size="compact-sm"
                    variant={period.preset === p ? 'light' : 'subtle'}
                    color={period.preset === p ? undefined : 'gray'}
                    justify="flex-start"
                    aria-pressed={period.preset === p}
                    onClick={() => {
                      pick(days.from, days.to);
                      setOpened(false);
                    }}
                  >
                    {t(`period.${p}`)}
                  </Button>
                );
              })}
            </SimpleGrid>
            {comparable ? (
              <>
                <Divider />
                <Radio.Group
                  label={t('period.compare')}
                  size="xs"
                  value={period.compare ?? 'none'}
                  onChange={(v) => period.set({ compare: v === 'none' ? undefined : (v as Compare) })}
                >
                  <Stack gap={6} mt={6}>
                    <Radio size="xs" value="none" label={t('period.compare_none')} />
                    <Radio size="xs" value="previous" label={t('period.compare_previous')} />
                    <Radio size="xs" value="year" label={t('period.compare_year')} />
                  </Stack>
                </Radio.Group>
              </>
            ) : null}
          </Stack>
          <Stack gap="xs" align="center">
            <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
              <DatePicker
                type="range"
                size="sm"
                allowSingleDateInRange
                maxDate={period.today}
                defaultDate={range[0] ?? period.from}
                value={range}
                onChange={(next) => {
                  const [from, to] = next as [string | null, string | null];
                  setRange([from, to]);
                  if (from && to) period.set({ from, to });
                }}
              />
            </DatesProvider>
            <Text size="xs" c="dimmed">
              {span(period)}
            </Text>
          </Stack>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
