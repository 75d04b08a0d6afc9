import { ActionIcon, Button, Checkbox, Group, Menu, NumberInput, Popover, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, type Filter, isFigure, isSet } from './columns.tsx';
import { Icon } from './icon.tsx';

type Props<T> = {
  columns: Column<T>[];
  shown: Column<T>[];
  show: (id: string, wanted: boolean) => void;
  reset: () => void;
  search: string | null;
  onSearch: (text: string) => void;
  filters: Record<string, Filter> | null;
  onFilters: (filters: Record<string, Filter>) => void;
  /** Every way to save this table: an address, or something to do. */
  exports: { label: string; href?: string; run?: () => void }[];
  count: string;
  children?: ReactNode;
};

/** Above the table: search, filters, columns, export; the page's own buttons come first. */
export function Toolbar<T>({ columns, shown, show, reset, search, onSearch, filters, onFilters, exports, count, children }: Props<T>) {
  const { t } = useTranslation('ui');
  const set = Object.values(filters ?? {}).filter(isSet).length;
  return (
    <Group gap="xs" justify="space-between">
      <Group gap="xs" flex="1 1 280px">
        {search !== null ? (
          <TextInput
            size="xs"
            w={{ base: '100%', xs: 220 }}
            value={search}
            onChange={(e) => onSearch(e.currentTarget.value)}
            placeholder={t('table.search')}
            aria-label={t('table.search')}
            leftSection={<Icon name="search" size={14} />}
          />
        ) : null}
        {filters ? <Filters columns={columns} filters={filters} onFilters={onFilters} set={set} /> : null}
        {children}
      </Group>
      <Group gap="xs">
        <Text size="xs" c="dimmed" aria-live="polite">
          {count}
        </Text>
        <Popover position="bottom-end">
          <Popover.Target>
            <Button size="xs" variant="default" leftSection={<Icon name="columns" size={14} />}>
              {t('table.columns')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <ScrollArea.Autosize mah={360} type="auto">
              <Stack gap={8}>
                {columns.slice(1).map((c) => (
                  <Checkbox key={c.id} size="xs" label={c.name} checked={shown.includes(c)} onChange={(e) => show(c.id, e.currentTarget.checked)} />
                ))}
              </Stack>
            </ScrollArea.Autosize>
            <Button mt="sm" size="compact-xs" variant="subtle" onClick={reset}>
              {t('table.columns_usual')}
            </Button>
          </Popover.Dropdown>
        </Popover>
        <Menu>
          <Menu.Target>
            <ActionIcon size={30} variant="default" aria-label={t('table.export')} title={t('table.export')}>
              <Icon name="imports" size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {exports.map((e) => (
              <Menu.Item key={e.label} {...(e.href ? { component: 'a' as const, href: e.href, download: true } : { onClick: e.run })}>
                {e.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Group>
  );
}

function Filters<T>({
  columns,
  filters,
  onFilters,
  set,
}: {
  columns: Column<T>[];
  filters: Record<string, Filter>;
  onFilters: (f: Record<string, Filter>) => void;
  set: number;
}) {
  const { t } = useTranslation('ui');
  const change = (id: string, patch: Filter) => onFilters({ ...filters, [id]: { ...filters[id], ...patch } });
  const bound = (id: string, side: 'min' | 'max', label: string) => (
    <NumberInput
      size="xs"
      w={96}
      hideControls
      aria-label={label}
      placeholder={t(side === 'min' ? 'table.from' : 'table.to')}
      value={filters[id]?.[side] ?? ''}
      onChange={(v) => change(id, { [side]: typeof v === 'number' ? v : undefined })}
    />
  );
  return (
    <Popover position="bottom-start" width={360}>
      <Popover.Target>
        <Button size="xs" variant={set ? 'light' : 'default'} leftSection={<Icon name="filter" size={14} />}>
          {set ? t('table.filters_on', { count: set }) : t('table.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah={380} type="auto" offsetScrollbars>
          <Stack gap="xs">
            {columns
              .filter((c) => c.filterable !== false && c.kind !== 'day' && c.kind !== 'time')
              .map((c) => (
                <Group key={c.id} gap="xs" wrap="nowrap" justify="space-between">
                  <Text size="xs" flex={1}>
                    {c.name}
                  </Text>
                  {isFigure(c.kind) ? (
                    <>
                      {bound(c.id, 'min', `${c.name}, ${t('table.from')}`)}
                      {bound(c.id, 'max', `${c.name}, ${t('table.to')}`)}
                    </>
                  ) : (
                    <TextInput
                      size="xs"
                      w={200}
                      aria-label={`${c.name}, ${t('table.contains')}`}
                      placeholder={t('table.contains')}
                      value={filters[c.id]?.text ?? ''}
                      onChange={(e) => change(c.id, { text: e.currentTarget.value })}
                    />
                  )}
                </Group>
              ))}
          </Stack>
        </ScrollArea.Autosize>
        <Button mt="sm" size="compact-xs" variant="subtle" onClick={() => onFilters({})} disabled={!set}>
          {t('table.clear')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
