import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../web/api.ts';
import { refreshSession } from '../../web/session.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { createWorkspace } from '../contract.ts';
import { CompanyFields } from './company-fields.tsx';
import { ModeField } from './mode-field.tsx';
import { guess } from './places.ts';

/** A further company, whose owner one becomes. */
export function NewCompany() {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  const form = useContractForm({
    schema: createWorkspace.body,
    initial: { name: '', mode: 'leads', ...guess() },
    namespace: 'accounts',
    send: async (body) => {
      const { workspaceId } = await call(createWorkspace, { body });
      await refreshSession();
      await navigate({ to: `/w/${workspaceId}` });
    },
  });
  return (
    <Form form={form} verb={t('company.create')}>
      <CompanyFields form={form} />
      <ModeField value={form.values.mode} onChange={(mode) => form.form.setFieldValue('mode', mode)} />
    </Form>
  );
}
