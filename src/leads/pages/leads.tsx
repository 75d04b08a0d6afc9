import { Drawer, Group, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { To } from '../../web/ui/link.tsx';
import { Page } from '../../web/ui/page.tsx';
import { PeriodPicker } from '../../web/ui/period-picker.tsx';
import { DealList } from './deal-list.tsx';
import { LeadCard } from './lead-card.tsx';
import { LeadList } from './lead-list.tsx';
import { tabs, useView } from './view.ts';

/** Who came, are they good, what became of them; a lead opens beside the list. */
export default function Leads() {
  const { t } = useTranslation(['leads', 'ui']);
  const [view, setView] = useView();
  const tab = view.tab ?? 'leads';
  return (
    <Page title={t('title')} description={t('text')} actions={<PeriodPicker usual="year" comparable={false} />}>
      <Tabs value={tab} onChange={(next) => setView({ tab: next === 'deals' ? next : undefined })} keepMounted={false}>
        <Tabs.List>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="leads" pt="md">
          <LeadList />
        </Tabs.Panel>
        <Tabs.Panel value="deals" pt="md">
          <DealList />
        </Tabs.Panel>
      </Tabs>
      <Drawer
        opened={view.lead !== undefined}
        onClose={() => setView({ lead: undefined })}
        title={t('lead')}
        size="min(560px, 100vw)"
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {view.lead ? (
          <>
            <LeadCard id={view.lead} />
            <Group mt="lg">
              <To to={`/leads/${view.lead}`} size="sm">
                {t('card.open')}
              </To>
            </Group>
          </>
        ) : null}
      </Drawer>
    </Page>
  );
}
