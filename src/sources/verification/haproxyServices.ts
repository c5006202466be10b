import * as z from 'zod/mini';
import type { BalancerServer, BalancerService } from '../../core/verification/balancerService.js';
import { saying } from '../../core/verification/fact.js';
import { fail, ok, type Result } from '../../util/result.js';
import { csvRows } from './csvRows.js';

const mostRows = 5000;

/** What `type` says of a row. */
const [backendRow, serverRow] = ['1', '2'];

const rowSchema = z.object({
  pxname: z.string().check(z.minLength(1)),
  svname: z.string(),
  status: z.string(),
  weight: z._default(z.string(), ''),
  type: z.enum(['0', '1', '2', '3']),
  /** Only of a server, and only where the page shows legends. */
  addr: z._default(z.string(), ''),
  /** Of a backend the name of the cookie that it keeps a client by. */
  cookie: z._default(z.string(), ''),
  algo: z._default(z.string(), ''),
});

type Row = z.infer<typeof rowSchema>;

/** A place of a `server-template` that no replica has taken. */
const isEmptyPlace = ({ status }: Row): boolean => status === 'MAINT (resolution)';

/** Chooses by who asks. */
const choosesByClient = /^(source|rdp-cookie)/;

/** The backends of HAProxy's statistics, from its CSV. */
export function haproxyServicesOf(csv: string): Result<readonly BalancerService[], string> {
  if (!/^#? ?pxname,svname,/.test(csv)) return fail("the answer is not HAProxy's statistics");
  const rows = csvRows(csv.replace(/^# ?/, ''), mostRows).flatMap((row) => {
    const parsed = rowSchema.safeParse(Object.fromEntries(row));
    return parsed.success ? [parsed.data] : [];
  });
  const backends = rows.filter(({ type }) => type === backendRow);
  return ok(
    backends.map(({ pxname, cookie, algo }) => ({
      name: saying(pxname),
      isSticky: cookie !== '' || choosesByClient.test(algo),
      servers: rows
        .filter((row) => row.type === serverRow && row.pxname === pxname && !isEmptyPlace(row))
        .map(toServer),
    })),
  );
}

const toServer = ({ svname, addr, status, weight }: Row): BalancerServer => ({
  name: saying(svname),
  address: saying(addr),
  // `UP 1/3` is on its way down and still gets requests; `no check` is never taken out; without a weight it gets none.
  isUp: /^(UP\b|no check$)/.test(status) && weight !== '0',
  state: saying(weight === '0' ? `${status}, weight 0` : status),
});
