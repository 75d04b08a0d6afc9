import { Badge, Card, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { Icon } from '../../web/ui/icon.tsx';
import type { ImportView } from '../contract.ts';
import { type Field, fieldsOf } from '../domain/fields.ts';
import classes from './imports.module.css';
import { useWords } from './words.ts';

type Columns = (Field | null)[];

/** The columns with one of them given a meaning; a meaning belongs to one column only. */
export const withField = (view: ImportView, index: number, field: Field | null): Columns =>
  view.columns.map((column) => (column.index === index ? field : field !== null && column.field === field ? null : column.field));

/** Every column of the file with examples and what it means. */
export function Mapping({ view, map }: { view: ImportView; map: (columns: Columns) => void }) {
  const { t, field, header } = useWords();
  const choices = [{ value: '', label: t('reading.skip') }, ...(view.kind ? fieldsOf[view.kind] : []).map((one) => ({ value: one, label: field(one) }))];
  return (
    <Card component="section" padding={0} aria-labelledby="import-columns">
      <Stack gap={4} p="lg" pb="sm">
        <Title order={2} id="import-columns">
          {t('reading.columns')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('reading.columns_text')}
        </Text>
      </Stack>
      <table className={`${classes.table} ${classes.stacked}`}>
        <thead>
          <tr>
            <th scope="col">{t('reading.column')}</th>
            <th scope="col">{t('reading.sample')}</th>
            <th scope="col">{t('reading.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {view.columns.map((column) => {
            const name = header(column.header, column.index);
            const unsure = column.field !== null && column.confidence < 0.8;
            return (
              <tr key={column.index}>
                <th scope="row" style={{ overflowWrap: 'anywhere' }}>
                  {name}
                </th>
                <td>
                  <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {column.sample.length > 0 ? column.sample.join(' · ') : t('reading.empty_column')}
                  </Text>
                </td>
                <td>
                  <Group gap="xs" wrap="nowrap">
                    <NativeSelect
                      size="sm"
                      w={250}
                      aria-label={t('reading.meaning_of', { column: name })}
                      data={choices}
                      value={column.field ?? ''}
                      onChange={(e) => map(withField(view, column.index, (e.currentTarget.value || null) as Field | null))}
                    />
                    {unsure ? (
                      <Badge variant="light" color="amber" leftSection={<Icon name="question" size={13} />} tt="none" fw={550}>
                        {t('reading.unsure')}
                      </Badge>
                    ) : null}
                  </Group>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
