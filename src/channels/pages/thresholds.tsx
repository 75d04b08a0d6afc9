import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { CallFailed, call, key, query } from '../../web/api.ts';
import { useCan } from '../../web/session.ts';
import { Confirm } from '../../web/ui/confirm.tsx';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { type Formats, useFormats } from '../../web/ui/format.tsx';
import { FigureInput, PercentInput } from '../../web/ui/inputs.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { Failed, Loading } from '../../web/ui/states.tsx';
import { readThresholds, readVerdicts, saveThresholds, ThresholdValues } from '../contract.ts';
import type { Thresholds as Values } from '../domain/thresholds.ts';
import { groups, type ThresholdGroup, type ThresholdKind } from './threshold-groups.ts';

type Setting = Output<typeof readThresholds>;

/** All conventions behind the verdicts, each in plain words, with its usual value one click away. */
export function Thresholds() {
  const setting = useQuery(query(readThresholds));
  if (setting.error) return <Failed error={setting.error} onRetry={() => void setting.refetch()} />;
  if (!setting.data) return <Loading lines={8} height={28} />;
  return <Fields key={setting.data.version} setting={setting.data} />;
}

function Fields({ setting }: { setting: Setting }) {
  const { t } = useTranslation(['verdicts', 'channels', 'ui']);
  const client = useQueryClient();
  const manages = useCan()('channels.manage');
  const fresh = () => Promise.all([readThresholds, readVerdicts].map((e) => client.invalidateQueries({ queryKey: key(e) })));
  const save = async (values: Values | null) => {
    try {
      await call(saveThresholds, { body: { version: setting.version, values } });
    } catch (error) {
      // the newer version comes in under the draft: what was typed stays, and can be saved over it
      if (error instanceof CallFailed && error.code === 'stale') {
        await client.invalidateQueries({ queryKey: key(readThresholds) });
        notify.warn(t('ui:form.stale'));
      }
      throw error;
    }
  };
  const done = async () => {
    await fresh();
    notify.done(t('thresholds.saved'));
  };
  const form = useContractForm({ schema: ThresholdValues, initial: setting.values, draft: 'thresholds', namespace: 'verdicts', send: save, done });
  const reset = () => save(null).then(done, notify.failed);
  const changed = JSON.stringify(setting.values) !== JSON.stringify(setting.defaults);
  return (
    <Stack gap="md" maw={920}>
      <Text size="sm" c="dimmed">
        {t('thresholds.text')} {manages ? null : t('channels:names.read_only')}
      </Text>
      <fieldset disabled={!manages} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
        <Form
          form={form}
          verb={t('thresholds.save')}
          aside={
            manages && changed ? (
              <Confirm title={t('thresholds.reset_title')} text={t('thresholds.reset_text')} verb={t('thresholds.reset_verb')} danger={false} onConfirm={reset}>
                {(ask) => (
                  <Button variant="subtle" onClick={ask}>
                    {t('thresholds.reset_all')}
                  </Button>
                )}
              </Confirm>
            ) : null
          }
        >
          {(Object.keys(groups) as ThresholdGroup[]).map((group) => (
            <Card key={group} component="section" padding="lg">
              <Title order={2}>{t(`thresholds.group.${group}`)}</Title>
              <Text size="sm" c="dimmed" mt={2} mb="md">
                {t(`thresholds.group_text.${group}`)}
              </Text>
              <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg" verticalSpacing="md">
                {groups[group].map(([name, kind]) => (
                  <Field
                    key={name}
                    name={name}
                    kind={kind}
                    usual={setting.defaults[name]}
                    field={form.field(name)}
                    set={(v) => form.form.setFieldValue(name, v)}
                  />
                ))}
              </SimpleGrid>
            </Card>
          ))}
        </Form>
      </fieldset>
    </Stack>
  );
}

type FieldProps = { name: keyof Values; kind: ThresholdKind; usual: number; field: { value?: unknown }; set: (value: number) => void };

function Field({ name, kind, usual, field, set }: FieldProps) {
  const { t } = useTranslation(['verdicts', 'channels', 'ui']);
  const f = useFormats();
  const Input = kind === 'share' ? PercentInput : FigureInput;
  const unit = kind === 'days' ? t('thresholds.days') : kind === 'months' ? t('thresholds.months') : undefined;
  const said = shownAs(f, kind, usual);
  const same = field.value === usual;
  return (
    <Stack gap={4} justify="space-between">
      <Input
        label={t(`thresholds.field.${name}`)}
        description={t(`thresholds.help.${name}`)}
        decimalScale={kind === 'count' || kind === 'days' || kind === 'months' ? 0 : 2}
        {...(unit ? { rightSection: unit, rightSectionWidth: 52, rightSectionPointerEvents: 'none' as const } : {})}
        {...field}
      />
      <Group gap="xs" mih={22}>
        {same ? (
          <Text size="xs" c="dimmed">
            {t('thresholds.usual', { value: said })}
          </Text>
        ) : (
          <Button size="compact-xs" variant="transparent" px={0} onClick={() => set(usual)}>
            {t('thresholds.reset', { value: said })}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

const shownAs = (f: Formats, kind: ThresholdKind, value: number) => (kind === 'share' ? f.pct(value) : f.num(value, 2));
