import { Alert, Button, Card, Checkbox, Group, NativeSelect, Radio, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, key, query } from '../../web/api.ts';
import { useSend } from '../../web/send.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { useGo } from '../../web/ui/link.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { changeImport, type ImportView, listImports, readImport, removeImport, startImport } from '../contract.ts';
import { kinds } from '../domain/fields.ts';
import { Mapping } from './mapping.tsx';
import { Preview } from './preview.tsx';
import { QuestionCard } from './question.tsx';
import { useWords } from './words.ts';

type Say = Omit<NonNullable<Parameters<typeof call<typeof changeImport>>[1]>['body'] & object, 'version'>;

/** What the file is taken for, what only a person can say, what each column means, and what would go in. */
export function Reading({ view }: { view: ImportView }) {
  const { t, kind, refusal } = useWords();
  const f = useFormats();
  const client = useQueryClient();
  const here = query(readImport, { params: { id: view.id } }).queryKey;
  const change = useMutation({
    mutationFn: (say: Say) => call(changeImport, { params: { id: view.id }, body: { version: view.version, ...say } }),
    // what was chosen stands at once; what follows from it comes with the answer
    onMutate: (say) => client.setQueryData(here, expected(view, say)),
    onSuccess: (next) => client.setQueryData(here, next),
    onError: async (error) => {
      notify.failed(error, 'imports');
      await client.invalidateQueries({ queryKey: key(readImport) });
    },
  });
  const say = (what: Say) => change.mutate(what);
  const answer = (what: ImportView['answers']) => say({ answers: { ...view.answers, ...what } });
  const contacts = view.columns.some((column) => column.field === 'phone' || column.field === 'email');
  const asked = view.questions.filter((question) => question.code !== 'kind');

  return (
    <Stack gap="lg" aria-busy={change.isPending}>
      {view.refusal ? (
        <Alert color="amber" icon={<Icon name="warning" />} role="alert">
          {refusal(view.refusal)}
        </Alert>
      ) : null}
      {view.same ? (
        <Alert color="brand" icon={<Icon name="info" />}>
          {t('reading.same', { at: f.time(view.same.createdAt) })}
        </Alert>
      ) : null}

      <Card component="section">
        <Stack gap="sm">
          <Radio.Group
            label={t(view.kind ? 'reading.kind' : 'question.kind')}
            value={view.kind ?? ''}
            onChange={(next) => say({ kind: next as (typeof kinds)[number] })}
          >
            <Group gap="lg" mt={6}>
              {kinds.map((one) => (
                <Radio key={one} value={one} label={kind(one)} />
              ))}
            </Group>
          </Radio.Group>
          {view.sheets.length > 1 ? (
            <NativeSelect
              label={t('reading.sheet')}
              data={view.sheets}
              value={view.sheet ?? ''}
              onChange={(e) => say({ sheet: e.currentTarget.value })}
              maw={340}
            />
          ) : null}
          <Text size="sm" c="dimmed">
            {[
              view.format ? t('reading.recognised', { format: t(`format.${view.format}`) }) : null,
              view.headerLine ? t('reading.header', { line: view.headerLine }) : null,
              view.remembered ? t('reading.remembered') : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Stack>
      </Card>

      {asked.length > 0 ? (
        <Stack gap="sm" component="section" aria-labelledby="import-questions">
          <Title order={2} id="import-questions">
            {t('reading.questions')}
          </Title>
          {asked.map((question) => (
            <QuestionCard key={`${question.code}${question.field ?? ''}`} question={question} view={view} answer={answer} map={(columns) => say({ columns })} />
          ))}
        </Stack>
      ) : null}

      {view.kind ? <Mapping view={view} map={(columns) => say({ columns })} /> : null}
      {view.kind && contacts ? (
        <Checkbox
          label={t('reading.keep_contacts')}
          description={t('reading.keep_contacts_text')}
          checked={view.answers.keepUnreadableContacts ?? false}
          onChange={(e) => answer({ keepUnreadableContacts: e.currentTarget.checked })}
        />
      ) : null}
      {view.preview.length > 0 ? <Preview view={view} /> : null}
      <Start view={view} busy={change.isPending} />
    </Stack>
  );
}

const expected = (view: ImportView, { kind, columns, answers }: Say): ImportView => ({
  ...view,
  kind: kind ?? view.kind,
  columns: view.columns.map((column, i) => ({ ...column, field: columns ? (columns[i] ?? null) : column.field })),
  answers: answers ?? view.answers,
});

/** The last step: take it in, or take the file away. */
function Start({ view, busy }: { view: ImportView; busy: boolean }) {
  const { t } = useWords();
  const go = useGo();
  const start = useSend(startImport, { touches: [readImport, listImports], namespace: 'imports' });
  const remove = useSend(removeImport, { touches: [listImports], done: () => go('/imports'), namespace: 'imports' });
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="sm">
        <Button
          size="md"
          disabled={!view.ready || busy}
          loading={start.busy}
          onClick={() => void start.send({ params: { id: view.id }, body: { version: view.version } })}
        >
          {t('reading.start')}
        </Button>
        {view.ready || view.status === 'refused' ? null : (
          <Text size="sm" c="dimmed">
            {t('reading.not_ready')}
          </Text>
        )}
      </Group>
      <Button variant="default" leftSection={<Icon name="bin" size={16} />} loading={remove.busy} onClick={() => void remove.send({ params: { id: view.id } })}>
        {t('reading.remove')}
      </Button>
    </Group>
  );
}
