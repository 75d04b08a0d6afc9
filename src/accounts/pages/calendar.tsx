import { ActionIcon, Badge, Group, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Output } from '../../platform/endpoint.ts';
import { query } from '../../web/api.ts';
import { useCan, useTimeZone } from '../../web/session.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { Page } from '../../web/ui/page.tsx';
import { todayIn } from '../../web/ui/period.ts';
import { useUrl } from '../../web/ui/url.ts';
import { readCalendar } from '../contract.ts';
import classes from './calendar.module.css';
import { DayEditor } from './day-editor.tsx';

export type CalendarDay = Output<typeof readCalendar>['days'][number];
const Url = z.object({ year: z.coerce.number().int().min(2000).max(2100) });

/** The working calendar of a year: plan and pace count only days on which somebody works. */
export default function Calendar() {
  const { t } = useTranslation('accounts');
  const today = todayIn(useTimeZone());
  const [url, setUrl] = useUrl(Url);
  const year = url.year ?? Number(today.slice(0, 4));
  const calendar = useQuery(query(readCalendar, { query: { year } }));
  const [chosen, setChosen] = useState<string | null>(null);
  const edits = useCan()('workspace.manage');
  const data = calendar.data;
  return (
    <Page
      title={t('calendar.title')}
      description={t('calendar.text')}
      wait={[calendar]}
      actions={
        <Group gap={4}>
          <ActionIcon variant="default" size="lg" aria-label={t('calendar.previous')} onClick={() => setUrl({ year: year - 1 })}>
            <Icon name="left" />
          </ActionIcon>
          <Text fw={600} w={64} ta="center" aria-live="polite">
            {year}
          </Text>
          <ActionIcon variant="default" size="lg" aria-label={t('calendar.next')} onClick={() => setUrl({ year: year + 1 })}>
            <Icon name="right" />
          </ActionIcon>
        </Group>
      }
    >
      {data ? (
        <>
          <Group gap="lg">
            <Text size="sm" fw={600}>
              {t('calendar.working_days', { count: data.workingDays })}
            </Text>
            <Text size="sm" c="dimmed">
              {t(`calendar.basis_${data.basis}`, { source: data.source ?? '' })}
            </Text>
          </Group>
          <Group gap="md">
            {(['working', 'short', 'off'] as const).map((kind) => (
              <Group key={kind} gap={6}>
                <span className={classes.key} data-kind={kind} />
                <Text size="xs">{t(`calendar.${kind}`)}</Text>
              </Group>
            ))}
            <Group gap={6}>
              <span className={classes.key} data-kind="working" data-own />
              <Text size="xs">{t('calendar.own')}</Text>
            </Group>
          </Group>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3, xl: 4 }} spacing="md">
            {Array.from({ length: 12 }, (_, m) => {
              const month = `${year}-${String(m + 1).padStart(2, '0')}`;
              return (
                <Month key={month} month={month} days={data.days.filter((d) => d.day.startsWith(month))} today={today} onPick={edits ? setChosen : undefined} />
              );
            })}
          </SimpleGrid>
          <DayEditor day={data.days.find((d) => d.day === chosen) ?? null} onClose={() => setChosen(null)} />
        </>
      ) : null}
    </Page>
  );
}

function Month({ month, days, today, onPick }: { month: string; days: CalendarDay[]; today: string; onPick?: (day: string) => void }) {
  const { t, i18n } = useTranslation('accounts');
  const f = useFormats();
  const first = (new Date(`${month}-01T00:00:00Z`).getUTCDay() + 6) % 7;
  const weekdays = Array.from({ length: 7 }, (_, i) =>
    new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + i))),
  );
  const worked = days.filter((d) => d.kind !== 'off').length;
  const name = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
  return (
    <section className={classes.month} aria-label={f.month(`${month}-01`)}>
      <Group justify="space-between" mb={8}>
        <Text fw={600} size="sm" tt="capitalize">
          {name}
        </Text>
        <Badge size="sm" variant="light" color="gray" tt="none">
          {t('calendar.days', { count: worked })}
        </Badge>
      </Group>
      <div className={classes.grid}>
        {weekdays.map((w) => (
          <span key={w} className={classes.weekday} aria-hidden>
            {w}
          </span>
        ))}
        {days.map((d, i) => {
          const why = d.note || (d.holiday ? t(`holiday.${d.holiday}`) : '');
          const label = `${f.day(d.day)}: ${t(`calendar.${d.kind}`)}${why ? `, ${why}` : ''}`;
          return (
            <button
              key={d.day}
              type="button"
              className={classes.day}
              data-kind={d.kind}
              data-own={d.own || undefined}
              data-today={d.day === today || undefined}
              style={i === 0 ? { gridColumnStart: first + 1 } : undefined}
              aria-label={label}
              title={why || undefined}
              disabled={!onPick}
              onClick={() => onPick?.(d.day)}
            >
              {Number(d.day.slice(8))}
            </button>
          );
        })}
      </div>
    </section>
  );
}
