import { Card, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { CallFailed, call, key, query } from '../../web/api.ts';
import { refreshSession, useCan } from '../../web/session.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { useFormats } from '../../web/ui/format.tsx';
import { FigureInput, MoneyInput, PercentInput } from '../../web/ui/inputs.tsx';
import { MetricName } from '../../web/ui/metric.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { Page } from '../../web/ui/page.tsx';
import { readSettings, updateSettings } from '../contract.ts';
import { CompanyFields } from './company-fields.tsx';
import { ModeField } from './mode-field.tsx';
import { RemoveCompany } from './remove-company.tsx';

/** Settings of the company, each with what it changes in plain words. */
export default function Settings() {
  const { t } = useTranslation('accounts');
  const settings = useQuery(query(readSettings));
  const can = useCan();
  return (
    <Page title={t('settings.title')} description={t('settings.text')} wait={[settings]} narrow>
      {settings.data ? <Fields key={settings.data.version} settings={settings.data} /> : null}
      {settings.data && can('workspace.remove') ? <RemoveCompany name={settings.data.name} /> : null}
    </Page>
  );
}

/** Every field is sent, so that an emptied one is noticed instead of left as it was. */
const Full = updateSettings.body.required();

function Fields({ settings }: { settings: Output<typeof readSettings> }) {
  const { t } = useTranslation(['accounts', 'ui']);
  const f = useFormats();
  const client = useQueryClient();
  const { id: _, demo: __, hasData, ...values } = settings;
  const form = useContractForm({
    schema: Full,
    initial: values,
    draft: 'settings',
    namespace: 'accounts',
    send: async (body) => {
      try {
        await call(updateSettings, { body });
      } catch (error) {
        // the newer version comes in under the draft: what was typed stays, and can be saved over it
        if (error instanceof CallFailed && error.code === 'stale') {
          await client.invalidateQueries({ queryKey: key(readSettings) });
          notify.warn(t('ui:form.stale'));
        }
        throw error;
      }
    },
    done: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: key(readSettings) }), refreshSession()]);
      notify.done(t('settings.saved'));
    },
  });
  const v = form.values;
  const cheque = 10_000_00; // an example in round money; the real one comes with the deals
  const margin = typeof v.grossMargin === 'number' ? v.grossMargin : 0;
  const romi = typeof v.requiredRomi === 'number' ? v.requiredRomi : 0;
  return (
    <Form form={form} verb={t('settings.save')}>
      <Block title={t('settings.company')}>
        <CompanyFields form={form} fixed={hasData ? t('settings.fixed') : undefined} />
        <ModeField value={v.mode} onChange={(mode) => form.form.setFieldValue('mode', mode)} />
      </Block>
      <Block title={t('settings.money')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <PercentInput
            label={<MetricName term="gross_margin" />}
            description={t('settings.margin_help', { left: f.money(cheque * margin), of: f.money(cheque) })}
            {...form.field('grossMargin')}
          />
          <FigureInput
            label={<MetricName term="vat">{t('settings.vat')}</MetricName>}
            description={t('settings.vat_help')}
            decimalScale={2}
            min={0}
            max={100}
            rightSection="%"
            {...form.field('vatRate')}
          />
        </SimpleGrid>
        <Switch
          label={t('settings.vat_recoverable')}
          description={t(v.vatRecoverable ? 'settings.vat_back' : 'settings.vat_gone')}
          checked={Boolean(v.vatRecoverable)}
          onChange={(e) => form.form.setFieldValue('vatRecoverable', e.currentTarget.checked)}
        />
      </Block>
      <Block title={t('settings.target')} text={t('settings.target_text')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <MoneyInput
            label={<MetricName term="target_cac" />}
            description={t('settings.target_cac_help')}
            placeholder={t('settings.from_romi')}
            {...form.field('targetCacMinor')}
          />
          <PercentInput
            label={<MetricName term="romi_margin">{t('settings.required_romi')}</MetricName>}
            description={t('settings.required_romi_help')}
            {...form.field('requiredRomi')}
          />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {typeof v.targetCacMinor === 'number'
            ? t('settings.target_given', { cac: f.money(v.targetCacMinor) })
            : t('settings.target_follows', { cheque: f.money(cheque), cac: f.money((cheque * margin) / (1 + romi)) })}
        </Text>
      </Block>
      <Block title={t('settings.cycle')} text={t('settings.cycle_text')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <FigureInput
            label={t('settings.cycle_median')}
            description={t('settings.cycle_median_help')}
            decimalScale={0}
            min={1}
            rightSection={t('settings.days')}
            rightSectionWidth={56}
            {...form.field('cycleMedianDays')}
          />
          <FigureInput
            label={t('settings.cycle_p90')}
            description={t('settings.cycle_p90_help')}
            decimalScale={0}
            min={2}
            rightSection={t('settings.days')}
            rightSectionWidth={56}
            {...form.field('cycleP90Days')}
          />
        </SimpleGrid>
      </Block>
    </Form>
  );
}

const Block = ({ title, text, children }: { title: string; text?: string; children: ReactNode }) => (
  <Card component="section">
    <Stack gap="md">
      <div>
        <Title order={2}>{title}</Title>
        {text ? (
          <Text size="sm" c="dimmed" mt={2}>
            {text}
          </Text>
        ) : null}
      </div>
      {children}
    </Stack>
  </Card>
);
