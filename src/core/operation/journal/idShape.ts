import { misshapen, type Shape } from './shape.js';

/** As this product makes them: rows and menus find an operation or a verification by it. */
export const id: Shape<string> = (value) =>
  typeof value === 'string' && /^[\w.:-]{1,80}$/.test(value) ? value : misshapen;
