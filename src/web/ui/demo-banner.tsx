import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { removeDemo } from '../../today/contract.ts';
import { useSend } from '../send.ts';
import { useCan } from '../session.ts';
import { Confirm } from './confirm.tsx';
import classes from './shell.module.css';

/** Above every page of the demo company: nothing here is real, and how to be rid of it. */
export default function DemoBanner() {
  const { t } = useTranslation('ui');
  const can = useCan();
  const remove = useSend(removeDemo, { done: () => location.assign('/') }); // a full load forgets every answer about it
  return (
    <div className={classes.demo} role="note">
      <span className={classes.demoText}>
        <strong>{t('demo.badge')}.</strong> {t('demo.text')}
      </span>
      {can('workspace.manage') ? (
        <Confirm title={t('demo.remove_title')} text={t('demo.remove_text')} verb={t('demo.remove')} onConfirm={() => remove.send({})}>
          {(ask) => (
            <Button size="compact-xs" variant="default" onClick={ask}>
              {t('demo.remove')}
            </Button>
          )}
        </Confirm>
      ) : null}
    </div>
  );
}
