import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';

/** Above every page of the demo company: nothing here is real. */
export function DemoBanner() {
  const { t } = useTranslation('ui');
  return (
    <aside className={classes.demo} aria-label={t('demo.badge')}>
      <strong>{t('demo.badge')}</strong>
      <span>{t('demo.text')}</span>
    </aside>
  );
}
