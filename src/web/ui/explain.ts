import i18next from 'i18next';
import { CallFailed } from '../api.ts';

export type Explanation = { title: string; text: string; reportable: string | null; retry: boolean };

/**
 * What happened and what to do, in the person's language. The text of `errors:<code>` is replaced by that of
 * `<namespace>:errors.<reason>` or `errors:reason.<reason>` when the details name a reason; the details fill the blanks.
 */
export function explain(error: unknown, namespace?: string): Explanation {
  if (!(error instanceof CallFailed)) {
    console.error(error);
    return { title: i18next.t('errors:broken.title'), text: i18next.t('errors:broken.text'), reportable: null, retry: true };
  }
  const { code, details, requestId } = error;
  const reason = typeof details.reason === 'string' ? details.reason : code;
  const wait = typeof details.retryAfterSeconds === 'number' ? Math.ceil(details.retryAfterSeconds / 60) : null;
  const own = namespace && i18next.exists(`${namespace}:errors.${reason}`) ? `${namespace}:errors.${reason}` : null;
  const shared = i18next.exists(`errors:reason.${reason}`) ? `errors:reason.${reason}` : null;
  return {
    title: i18next.t(`errors:${code}.title`),
    text: wait ? i18next.t('errors:reason.wait', { count: wait }) : i18next.t(own ?? shared ?? `errors:${code}.text`, details),
    reportable: code === 'internal' ? requestId : null,
    retry: code === 'offline' || code === 'unavailable' || code === 'internal' || code === 'too_many',
  };
}
