import { z } from 'zod';

export const Day = z.iso.date();
export const Id = z.uuid();
export const Count = z.int().nullable();
export const Minor = z.int().nullable();
/** cohort: everything on the day its lead came (verdicts use it). cash: everything on the day it happened. */
export const Basis = z.enum(['cohort', 'cash']);
export type Basis = z.infer<typeof Basis>;
export const period = { from: Day, to: Day, basis: Basis.default('cohort') };
