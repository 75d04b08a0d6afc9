import i18next from 'i18next';

type Issue = { path: PropertyKey[] | string; code: string; message?: string; [detail: string]: unknown };

const valueAt = (values: unknown, path: string) =>
  path.split('.').reduce<unknown>((v, step) => (v as Record<string, unknown> | null | undefined)?.[step], values);
const empty = (v: unknown) => v === undefined || v === null || v === '';

/** The text under a field for an issue of its schema, found in the browser or by the server. */
function say(issue: Issue, value: unknown, namespace?: string): string {
  const t = i18next.t;
  const own = `${namespace}:errors.${issue.code}`;
  if (namespace && i18next.exists(own)) return t(own);
  if (empty(value)) return t('ui:field.required');
  const { code, origin, inclusive } = issue;
  const bound = { minimum: String(issue.minimum), maximum: String(issue.maximum) };
  if (code === 'too_small' && issue.minimum !== undefined) {
    if (origin === 'string') return t('ui:field.too_short', { count: Number(issue.minimum) });
    if (origin === 'array') return t('ui:field.choose');
    return t(inclusive === false ? 'ui:field.greater' : 'ui:field.too_small', bound);
  }
  if (code === 'too_big' && issue.maximum !== undefined) {
    if (origin === 'string') return t('ui:field.too_long', { count: Number(issue.maximum) });
    return t(inclusive === false ? 'ui:field.less' : 'ui:field.too_big', bound);
  }
  if (code === 'invalid_format' && issue.format === 'email') return t('ui:field.email');
  if (code === 'invalid_type') return t(issue.expected === 'int' ? 'ui:field.integer' : issue.expected === 'number' ? 'ui:field.number' : 'ui:field.invalid');
  if (code === 'not_multiple_of') return t('ui:field.step');
  return t('ui:field.invalid');
}

/** Issues → field → text, in the language of the interface; codes of a slice's own rules are in `<namespace>:errors`. */
export function fieldErrors(issues: Issue[], values: unknown, namespace?: string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of issues) {
    const path = typeof issue.path === 'string' ? issue.path : issue.path.map(String).join('.');
    errors[path] ??= say(issue, valueAt(values, path), namespace);
  }
  return errors;
}
