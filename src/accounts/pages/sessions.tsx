import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query } from '../../web/api.ts';
import { useSend } from '../../web/send.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Failed, Loading } from '../../web/ui/states.tsx';
import { endSession, listSessions } from '../contract.ts';

/** Browser and system from a user agent, as far as people know them. */
function device(agent: string | null): string | null {
  if (!agent) return null;
  const browser = /YaBrowser/.test(agent)
    ? 'Yandex Browser'
    : /Edg\//.test(agent)
      ? 'Edge'
      : /OPR\//.test(agent)
        ? 'Opera'
        : /Firefox/.test(agent)
          ? 'Firefox'
          : /Chrome/.test(agent)
            ? 'Chrome'
            : /Safari/.test(agent)
              ? 'Safari'
              : null;
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : null;
  return [browser, system].filter(Boolean).join(', ') || null;
}

/** Where one is signed in, and the way to end it there. */
export function Sessions() {
  const { t } = useTranslation('accounts');
  const f = useFormats();
  const sessions = useQuery(query(listSessions));
  const end = useSend(endSession, { touches: [listSessions] });
  if (sessions.error) return <Failed error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data) return <Loading lines={2} />;
  return (
    <Stack gap="sm">
      {sessions.data.sessions.map((s) => (
        <Group key={s.id} justify="space-between" wrap="nowrap">
          <div style={{ minWidth: 0 }}>
            <Text size="sm" fw={500} truncate>
              {device(s.userAgent) ?? t('sessions.unknown')}{' '}
              {s.current ? (
                <Badge size="sm" color="green" variant="light" tt="none">
                  {t('sessions.this')}
                </Badge>
              ) : null}
            </Text>
            <Text size="xs" c="dimmed">
              {t('sessions.seen', { time: f.time(s.seenAt) })}
              {s.ip ? ` · ${s.ip}` : ''}
            </Text>
          </div>
          {s.current ? null : (
            <Button
              size="compact-sm"
              variant="default"
              loading={end.busy && end.input?.params?.sessionId === s.id}
              onClick={() => void end.send({ params: { sessionId: s.id } })}
            >
              {t('sessions.end')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}
