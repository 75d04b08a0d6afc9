import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../web/session.ts';
import { Page } from '../../web/ui/page.tsx';
import { PeriodPicker } from '../../web/ui/period-picker.tsx';
import classes from './channels.module.css';
import { First } from './first.tsx';
import { Names } from './names.tsx';
import { ReasonsPanel } from './reasons-panel.tsx';
import { ReportTable } from './report-table.tsx';
import { Thresholds } from './thresholds.tsx';
import { tabs, useView } from './view.ts';

/** What each channel brings and costs, what to do about it first, and the words and conventions behind both. */
export default function Channels() {
  const { t } = useTranslation('channels');
  const money = useCan()('money.read');
  const [view, setView] = useView();
  const open = tabs.filter((tab) => money || tab !== 'first');
  const tab = view.tab && open.includes(view.tab) ? view.tab : 'table';
  const ofPeriod = tab === 'table' || tab === 'first';
  return (
    <Page title={t('title')} description={t('text')} actions={ofPeriod ? <PeriodPicker comparable={tab === 'table'} /> : null}>
      <Tabs value={tab} onChange={(next) => setView({ tab: next as typeof tab, row: undefined, why: undefined })} keepMounted={false}>
        <Tabs.List className={classes.tabs}>
          {open.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="table" pt="md">
          <ReportTable />
        </Tabs.Panel>
        <Tabs.Panel value="first" pt="md">
          <First />
        </Tabs.Panel>
        <Tabs.Panel value="names" pt="md">
          <Names />
        </Tabs.Panel>
        <Tabs.Panel value="thresholds" pt="md">
          <Thresholds />
        </Tabs.Panel>
      </Tabs>
      {money && ofPeriod ? <ReasonsPanel /> : null}
    </Page>
  );
}
