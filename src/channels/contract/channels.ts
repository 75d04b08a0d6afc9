import { z } from 'zod';
import { endpoint } from '../../platform/endpoint.ts';
import { Id } from './words.ts';

export const Channel = z.object({
  id: Id,
  name: z.string(),
  code: z.string().nullable(),
  key: z.string(),
  paid: z.boolean(),
  brand: z.boolean(),
  remarketing: z.boolean(),
  version: z.int(),
  /** Different sources seen in it. */
  sources: z.int(),
  /** Other names that mean this channel; each can be split off again. */
  aliases: z.array(z.object({ key: z.string(), name: z.string(), code: z.string().nullable() })),
});
export type Channel = z.infer<typeof Channel>;

export const listChannels = endpoint({
  method: 'GET',
  path: '/channels',
  can: 'channels.read',
  summary: 'All channels with their aliases',
  response: z.array(Channel),
});
export const changeChannel = endpoint({
  method: 'PATCH',
  path: '/channels/:id',
  can: 'channels.manage',
  summary: 'Rename a channel, or say that it is paid, brand or remarketing',
  params: z.object({ id: Id }),
  body: z.object({
    version: z.int(),
    name: z.string().trim().min(1).max(200).optional(),
    paid: z.boolean().optional(),
    brand: z.boolean().optional(),
    remarketing: z.boolean().optional(),
  }),
  response: Channel,
});
export const mergeChannels = endpoint({
  method: 'POST',
  path: '/channels/merge',
  can: 'channels.manage',
  summary: 'Say once and for all that two names mean one channel',
  body: z.object({ fromId: Id, intoId: Id }),
  response: Channel,
});
export const splitChannel = endpoint({
  method: 'POST',
  path: '/channels/split',
  can: 'channels.manage',
  summary: 'Take an alias back: the channel it replaced returns with its sources',
  body: z.object({ key: z.string().min(1).max(500) }),
  response: Channel,
});
export const listMergeSuggestions = endpoint({
  method: 'GET',
  path: '/channels/suggestions',
  can: 'channels.read',
  summary: 'Channels whose names look like the same thing',
  response: z.array(z.object({ fromId: Id, intoId: Id, similarity: z.number() })),
});
