import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useBlocker } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { CallFailed, workspaceInUrl } from '../api.ts';
import { fieldErrors } from './form-errors.ts';
import { Icon } from './icon.tsx';
import { Failed } from './states.tsx';

const LeaveGuard = lazy(() => import('./leave-guard.tsx'));

/** What a form holds while it is being filled: any field may still be empty. */
export type Filling<T> = { [K in keyof T]: T[K] | '' | null | undefined };

type Options<S extends z.ZodObject> = {
  /** The schema of the endpoint's body: the server checks with the same. */
  schema: S;
  initial: Filling<z.input<S>>;
  send: (body: z.output<S>) => Promise<unknown>;
  done?: (values: z.output<S>) => unknown;
  /** Keeps what is typed in this browser under this name, so that a reload loses nothing. Never for passwords. */
  draft?: string;
  /** Asks before leaving with unsaved changes. */
  guard?: boolean;
  namespace?: string;
};

type LibraryForm<V extends object> = ReturnType<typeof useForm<V>>;
export type FormState<V extends object> = {
  /** Of the library: values, setFieldValue, onChange helpers. */
  form: LibraryForm<V>;
  values: V;
  /** Value, change and error of a field: `<TextInput label={…} {...form.field('name')} />`. */
  field: (path: Extract<keyof V, string>) => ReturnType<LibraryForm<V>['getInputProps']>;
  submit: (e?: { preventDefault(): void }) => void;
  busy: boolean;
  failure: unknown;
  dirty: boolean;
  restored: boolean;
  discard: () => void;
  guarded: boolean;
  namespace?: string;
};

/** The one form pattern: the contract's schema checks in the browser, the server's answer lands at its field, a draft survives a reload. */
export function useContractForm<S extends z.ZodObject>({ schema, initial, send, done, draft, guard, namespace }: Options<S>): FormState<Filling<z.input<S>>> {
  type V = Filling<z.input<S>>;
  const place = draft ? `otdel.draft.${workspaceInUrl() ?? ''}.${draft}` : null;
  const [kept] = useState(() => readDraft<Partial<V>>(place));
  const [restored, setRestored] = useState(kept !== null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<V>({
    initialValues: { ...initial, ...kept },
    validate: (values) => {
      const parsed = schema.safeParse(filled(values));
      return parsed.success ? {} : fieldErrors(parsed.error.issues as never, values, namespace);
    },
    validateInputOnBlur: false,
    clearInputErrorOnChange: true,
  });
  const changes = JSON.stringify(changed(form.values, initial));
  const dirty = changes !== '{}';

  useEffect(() => {
    if (!place) return;
    const wait = setTimeout(() => (dirty ? localStorage.setItem(place, changes) : localStorage.removeItem(place)), 300);
    return () => clearTimeout(wait);
  }, [place, dirty, changes]);

  const submit = form.onSubmit(
    async (values) => {
      setBusy(true);
      setFailure(null);
      if (place) localStorage.setItem(place, changes); // before an answer can make this form anew
      try {
        const body = schema.parse(filled(values)) as z.output<S>;
        await send(body);
        if (place) localStorage.removeItem(place);
        setRestored(false);
        form.resetDirty();
        await done?.(body);
      } catch (error) {
        const issues = error instanceof CallFailed && error.code === 'invalid' ? error.details.issues : null;
        const errors = Array.isArray(issues) ? fieldErrors(issues, values, namespace) : {};
        form.setErrors(errors);
        // said at its field, it is not said again below; what belongs to no field of this form is
        const atFields = Object.keys(errors).length > 0 && Object.keys(errors).every((path) => (path.split('.')[0] ?? '') in values);
        setFailure(atFields ? null : error);
      } finally {
        setBusy(false);
      }
    },
    (errors) => {
      const first = Object.keys(errors)[0];
      if (first) form.getInputNode(first as never)?.focus();
    },
  );
  return {
    form: form as unknown as LibraryForm<V>,
    values: form.values,
    field: (path) => form.getInputProps(path),
    submit: submit as FormState<V>['submit'],
    busy,
    failure,
    dirty,
    restored: restored && dirty,
    discard: () => {
      form.setValues(initial as never);
      form.clearErrors();
      setRestored(false);
    },
    guarded: Boolean(guard) && dirty && !busy,
    namespace,
  };
}

/** The draft is only what was changed here: what somebody else has changed meanwhile is not undone by it. */
function changed(values: object, initial: object): Record<string, unknown> {
  const was = initial as Record<string, unknown>;
  return Object.fromEntries(Object.entries(values).filter(([name, v]) => JSON.stringify(v) !== JSON.stringify(was[name])));
}

/** An empty box is an absent field: the schema then says whether it may be. */
function filled(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, v]) => [name, v === '' ? undefined : v]));
}

function readDraft<V>(place: string | null): V | null {
  try {
    return place ? (JSON.parse(localStorage.getItem(place) ?? 'null') as V | null) : null;
  } catch {
    return null;
  }
}

type Props<V extends object> = { form: FormState<V>; verb?: string; children: ReactNode; aside?: ReactNode; wide?: boolean };

/** Fields, the failure above the button, the button with its state. `verb` says what the button does. */
export function Form<V extends object>({ form, verb, children, aside, wide }: Props<V>) {
  const { t } = useTranslation('ui');
  const block = useBlocker({ shouldBlockFn: () => form.guarded, enableBeforeUnload: () => form.guarded, withResolver: true });
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="md">
        {form.restored ? (
          <Alert color="brand" variant="light" p="xs" icon={<Icon name="undo" />}>
            <Group justify="space-between" gap="xs">
              <Text size="sm">{t('form.draft')}</Text>
              <Button size="compact-sm" variant="subtle" onClick={form.discard}>
                {t('form.discard')}
              </Button>
            </Group>
          </Alert>
        ) : null}
        {children}
        {form.failure ? <Failed error={form.failure} namespace={form.namespace} /> : null}
        <Group justify={aside ? 'space-between' : undefined}>
          <Button type="submit" loading={form.busy} fullWidth={wide}>
            {verb ?? t('save')}
          </Button>
          {aside}
        </Group>
      </Stack>
      {block.status === 'blocked' ? (
        <Suspense>
          <LeaveGuard onStay={block.reset} onLeave={block.proceed} />
        </Suspense>
      ) : null}
    </form>
  );
}
