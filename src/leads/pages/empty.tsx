import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../web/session.ts';
import { Icon } from '../../web/ui/icon.tsx';
import { ToButton } from '../../web/ui/link.tsx';
import { usePeriod } from '../../web/ui/period.ts';
import { Empty } from '../../web/ui/states.tsx';

/** Before this day there were no leads on the internet. */
const BEGINNING = '2000-01-01';

/** Nothing in the period: look at all time first; nothing at all: import. */
export function NoRows({ of }: { of: 'leads' | 'deals' }) {
  const { t } = useTranslation('leads');
  const imports = useCan()('imports.manage');
  const period = usePeriod('year');
  if (period.from !== BEGINNING)
    return (
      <Empty
        icon="calendar"
        title={t('empty.period_title')}
        text={t('empty.period_text')}
        action={
          <Group gap="xs">
            <Button onClick={() => period.set({ from: BEGINNING, to: period.today })}>{t('empty.all_time')}</Button>
            {imports ? (
              <ToButton to="/imports" variant="default">
                {t('empty.action')}
              </ToButton>
            ) : null}
          </Group>
        }
      />
    );
  return (
    <Empty
      icon="leads"
      title={t(of === 'leads' ? 'empty.title' : 'empty.deals_title')}
      text={imports ? t(of === 'leads' ? 'empty.text' : 'empty.deals_text') : t('empty.nobody')}
      action={
        imports ? (
          <ToButton to="/imports" leftSection={<Icon name="imports" size={16} />}>
            {t('empty.action')}
          </ToButton>
        ) : null
      }
    />
  );
}
