import { Anchor, Divider, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { query } from '../../web/api.ts';
import { useCan } from '../../web/session.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { To } from '../../web/ui/link.tsx';
import { Failed, Loading } from '../../web/ui/states.tsx';
import { type DealRowOut, type LeadCard as Lead, readLead } from '../contract.ts';
import { JudgementChip, OutcomeChip, useChannelName, useRejectReason } from './words.tsx';

/** All that is known of a lead: contact, where it came from by the records and by its own words, what became of it, and the file that brought it. */
export function LeadCard({ id }: { id: string }) {
  const lead = useQuery(query(readLead, { params: { id } }));
  if (lead.error) return <Failed error={lead.error} onRetry={() => void lead.refetch()} />;
  if (!lead.data) return <Loading lines={6} />;
  return <Card lead={lead.data} />;
}

function Card({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads');
  const f = useFormats();
  const reason = useRejectReason();
  const can = useCan();
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} size="h3">
          {lead.name ?? lead.company ?? t('card.without_name')}
        </Title>
        <Text size="sm" c="dimmed">
          {f.time(lead.receivedAt)}
        </Text>
      </div>
      <Block title={t('card.worth')}>
        <Group gap="xs">
          <JudgementChip judgement={lead.judgement} />
          <OutcomeChip outcome={lead.outcome} />
          {lead.status ? (
            <Text size="sm" c="dimmed">
              {t('column.status')}: {lead.status}
            </Text>
          ) : null}
        </Group>
        <Facts
          facts={[
            [t('column.reason'), reason(lead.rejectReason)],
            [t('card.judged'), lead.judgedOn ? f.day(lead.judgedOn) : null],
            [t('card.ended'), lead.outcomeOn ? f.day(lead.outcomeOn) : null],
            [t('card.comment'), lead.comment],
          ]}
        />
      </Block>
      <Block title={t('card.contact')}>{can('contacts.read') ? <Contact lead={lead} /> : <Text size="sm">{t('card.hidden')}</Text>}</Block>
      <Block title={t('card.came')}>
        <Source lead={lead} />
      </Block>
      <Block title={t('card.deals')}>
        {lead.deals.length === 0 ? <Text size="sm">{t('card.no_deals')}</Text> : lead.deals.map((deal) => <Deal key={deal.id} deal={deal} />)}
      </Block>
      <Divider />
      <Text size="xs" c="dimmed">
        {lead.import ? (
          can('imports.manage') ? (
            <To to={`/imports/${lead.import.id}`} size="xs">
              {t('card.imported', { file: lead.import.fileName, at: f.time(lead.import.at) })}
            </To>
          ) : (
            t('card.imported', { file: lead.import.fileName, at: f.time(lead.import.at) })
          )
        ) : null}
      </Text>
      {lead.externalId ? (
        <Text size="xs" c="dimmed" mt={-14}>
          {t('card.number')}: {lead.externalId}
        </Text>
      ) : null}
    </Stack>
  );
}

function Contact({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads');
  const { phone, email, company } = lead;
  if (!phone && !email && !company) return <Text size="sm">{t('card.no_contact')}</Text>;
  return (
    <Facts
      facts={[
        [t('column.company'), company],
        [
          t('column.phone'),
          phone ? (
            <Anchor key="phone" href={`tel:${phone}`}>
              {phone}
            </Anchor>
          ) : null,
        ],
        [
          t('column.email'),
          email ? (
            <Anchor key="email" href={`mailto:${email}`}>
              {email}
            </Anchor>
          ) : null,
        ],
      ]}
    />
  );
}

/** What the records say beside what the customer says: neither ever replaces the other. */
function Source({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads');
  const named = useChannelName();
  const { source, selfReported, landing, clickIds } = lead;
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <Said by={t('card.tracked')} text={source ? named(source) : null} missing={t('card.unknown')} />
        <Said by={t('card.said')} text={selfReported ? t('card.words', { text: selfReported }) : null} missing={t('card.not_asked')} />
      </SimpleGrid>
      <Facts
        facts={[
          [t('card.source'), source?.source],
          [t('card.medium'), source?.medium],
          [t('column.campaign'), source?.campaign],
          [t('card.content'), source?.content],
          [t('card.term'), source?.term],
          [t('card.landing'), landing],
          [t('card.click_ids'), clickIds ? Object.keys(clickIds).join(', ') : null],
        ]}
      />
    </>
  );
}

const Said = ({ by, text, missing }: { by: string; text: string | null; missing: string }) => (
  <Paper withBorder p="sm" radius="md">
    <Text size="xs" c="dimmed">
      {by}
    </Text>
    <Text size="sm" fw={text ? 500 : 400} c={text ? undefined : 'dimmed'}>
      {text ?? missing}
    </Text>
  </Paper>
);

function Deal({ deal }: { deal: DealRowOut }) {
  const { t } = useTranslation('leads');
  const f = useFormats();
  const reason = useRejectReason();
  const money = useCan()('money.read');
  const when = deal.status === 'open' ? t('card.opened', { day: f.day(deal.openedOn) }) : t(`card.${deal.status}`, { day: f.day(deal.closedOn) });
  return (
    <Paper withBorder p="sm" radius="md">
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500}>
          {deal.product ?? t('column.deal')}
        </Text>
        {money ? (
          <Text size="sm" fw={600}>
            {deal.amountMinor === null ? t('card.amount_unknown') : f.money(deal.amountMinor)}
          </Text>
        ) : null}
      </Group>
      <Text size="xs" c="dimmed">
        {[when, reason(deal.lostReason), money && deal.marginMinor !== null ? t('card.margin', { money: f.money(deal.marginMinor) }) : null]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Paper>
  );
}

const Block = ({ title, children }: { title: string; children: ReactNode }) => (
  <Stack gap="xs" component="section">
    <Title order={3} size="sm">
      {title}
    </Title>
    {children}
  </Stack>
);

/** Name and value, line by line; what is not known takes no room. */
function Facts({ facts }: { facts: [string, ReactNode][] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (known.length === 0) return null;
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: '140px minmax(0, 1fr)', gap: '6px 14px', margin: 0, fontSize: 14 }}>
      {known.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  );
}
