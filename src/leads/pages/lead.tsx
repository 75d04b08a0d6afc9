import { Card, Group } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../web/ui/icon.tsx';
import { To } from '../../web/ui/link.tsx';
import { Page } from '../../web/ui/page.tsx';
import { LeadCard } from './lead-card.tsx';

/** The card of one lead on a page of its own: to link to, and what a number of the channel table leads to. */
export default function Lead() {
  const { t } = useTranslation('leads');
  const { leadId } = useParams({ strict: false }) as { leadId: string };
  return (
    <Page
      title={t('lead')}
      narrow
      actions={
        <To to="/leads" size="sm">
          <Group gap={4}>
            <Icon name="left" size={14} />
            {t('card.back')}
          </Group>
        </To>
      }
    >
      <Card>
        <LeadCard id={leadId} />
      </Card>
    </Page>
  );
}
