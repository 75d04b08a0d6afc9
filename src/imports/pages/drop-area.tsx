import { Alert, Button, FileButton, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { key, upload } from '../../web/api.ts';
import { explain } from '../../web/ui/explain.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { useGo } from '../../web/ui/link.tsx';
import { listImports, uploadImport } from '../contract.ts';
import classes from './imports.module.css';
import { useWords } from './words.ts';

type Sending = { id: number; name: string; part: number; failure: unknown };

/** Where files are dropped or chosen, one or many; each is sent at once and shows how far it is. A single file opens when it is recognised. */
export function DropArea() {
  const { t } = useWords();
  const go = useGo();
  const client = useQueryClient();
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<Sending[]>([]);
  const last = useRef(0);
  const change = (id: number, patch: Partial<Sending>) => setSending((all) => all.map((one) => (one.id === id ? { ...one, ...patch } : one)));
  const drop = (id: number) => setSending((all) => all.filter((one) => one.id !== id));

  async function send(files: File[]) {
    const jobs = files.map((file) => ({ file, id: ++last.current }));
    setSending((all) => [...all, ...jobs.map(({ file, id }) => ({ id, name: file.name, part: 0, failure: null }))]);
    for (const { file, id } of jobs) {
      try {
        const view = await upload(uploadImport, file, {}, (part) => change(id, { part }));
        drop(id);
        await client.invalidateQueries({ queryKey: key(listImports) });
        if (files.length === 1) go(`/imports/${view.id}`);
      } catch (failure) {
        change(id, { failure });
      }
    }
  }
  const hover = (now: boolean) => (e: DragEvent) => {
    e.preventDefault();
    setOver(now);
  };

  return (
    <Stack gap="sm">
      <Paper
        component="section"
        aria-label={t('drop.label')}
        className={classes.drop}
        data-over={over || undefined}
        onDragEnter={hover(true)}
        onDragOver={hover(true)}
        onDragLeave={hover(false)}
        onDrop={(e) => {
          hover(false)(e);
          void send([...e.dataTransfer.files]);
        }}
      >
        <Stack align="center" gap={6}>
          <Title order={2} size="h3">
            {t(over ? 'drop.now' : 'drop.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('drop.text')}
          </Text>
          <FileButton multiple accept=".csv,.tsv,.txt,.xlsx" onChange={(files) => void send(files)}>
            {(props) => (
              <Button mt={6} leftSection={<Icon name="imports" size={16} />} {...props}>
                {t('drop.button')}
              </Button>
            )}
          </FileButton>
        </Stack>
      </Paper>
      {sending.map((one) => (
        <SendingLine key={one.id} one={one} onDismiss={() => drop(one.id)} />
      ))}
    </Stack>
  );
}

function SendingLine({ one, onDismiss }: { one: Sending; onDismiss: () => void }) {
  const { t } = useWords();
  const f = useFormats();
  if (one.failure) {
    const said = explain(one.failure, 'imports');
    return (
      <Alert color="red" icon={<Icon name="warning" />} title={one.name} role="alert" withCloseButton onClose={onDismiss} closeButtonLabel={t('drop.dismiss')}>
        {said.text}
      </Alert>
    );
  }
  return (
    <Paper withBorder p="sm" role="status">
      <Group justify="space-between" gap="xs" mb={6}>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {one.name}
        </Text>
        <Text size="sm" c="dimmed">
          {one.part < 1 ? t('drop.sending', { part: f.pct(one.part, 0) }) : t('drop.recognising')}
        </Text>
      </Group>
      <Progress value={one.part * 100} animated={one.part >= 1} aria-label={one.name} />
    </Paper>
  );
}
