import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormState } from '../../web/ui/form.tsx';
import { countryOptions, currencyOf, currencyOptions, timeZoneOptions } from './places.ts';

type Company = { name?: unknown; currency?: unknown; timeZone?: unknown; country?: unknown };

/** Name, country, money and clock of a company: the same in the set-up, for a further company and in the settings. */
export function CompanyFields<V extends object & Company>({ form, fixed }: { form: FormState<V>; fixed?: string }) {
  const { t, i18n } = useTranslation('accounts');
  const countries = useMemo(() => countryOptions(i18n.language), [i18n.language]);
  const currencies = useMemo(() => currencyOptions(i18n.language), [i18n.language]);
  const zones = useMemo(() => timeZoneOptions(i18n.language), [i18n.language]);
  const field = (name: keyof Company) => form.field(name as never);
  return (
    <>
      <TextInput label={t('company.name')} description={t('company.name_help')} required withAsterisk={false} autoComplete="organization" {...field('name')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t('company.country')}
          description={t('company.country_help')}
          data={countries}
          searchable
          {...field('country')}
          onChange={(country) => {
            form.form.setFieldValue('country' as never, country as never);
            const currency = country && !fixed ? currencyOf(country) : undefined;
            if (currency) form.form.setFieldValue('currency' as never, currency as never);
          }}
        />
        <Select
          label={t('company.currency')}
          description={fixed ?? t('company.currency_help')}
          data={currencies}
          searchable
          disabled={Boolean(fixed)}
          {...field('currency')}
        />
      </SimpleGrid>
      <Select
        label={t('company.time_zone')}
        description={fixed ?? t('company.time_zone_help')}
        data={zones}
        searchable
        disabled={Boolean(fixed)}
        {...field('timeZone')}
      />
    </>
  );
}
