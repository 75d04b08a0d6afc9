import { Card } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../../web/ui/page.tsx';
import { NewCompany } from './new-company.tsx';

export default function NewWorkspace() {
  const { t } = useTranslation('accounts');
  return (
    <Page title={t('company.new_title')} description={t('company.new_text')} narrow>
      <Card>
        <NewCompany />
      </Card>
    </Page>
  );
}
