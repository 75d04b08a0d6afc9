import type { NotificationData } from '@mantine/notifications';
import i18next from 'i18next';
import { explain } from './explain.ts';
import { Icon } from './icon.tsx';

/** Fetched with the first toast, together with where they are shown. */
const show = (toast: NotificationData) => void import('@mantine/notifications').then(({ notifications }) => notifications.show(toast));

/** Toasts: `notify.done(t('saved'))`, `notify.failed(error)`. */
export const notify = {
  done(message: string, title?: string): void {
    show({
      message,
      title,
      color: 'green',
      icon: <Icon name="check" />,
      autoClose: 5000,
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
    });
  },
  /** Something to know that is no failure of a call. */
  warn(message: string, title?: string): void {
    show({
      message,
      title,
      color: 'amber',
      icon: <Icon name="warning" />,
      autoClose: 15_000,
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
    });
  },
  failed(error: unknown, namespace?: string): void {
    const { title, text } = explain(error, namespace);
    show({
      title,
      message: text,
      color: 'red',
      icon: <Icon name="warning" />,
      autoClose: 10_000,
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
    });
  },
};
