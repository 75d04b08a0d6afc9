import type { Implementation } from '../platform/route.ts';
import { doorRoutes } from './routes/door.ts';
import { peopleRoutes } from './routes/people.ts';
import { selfRoutes } from './routes/self.ts';
import { workspaceRoutes } from './routes/workspace.ts';

export const accountRoutes = (): Implementation[] => [...doorRoutes(), ...selfRoutes(), ...workspaceRoutes(), ...peopleRoutes()];
