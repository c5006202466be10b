/** Who may open connections to the database. */
export interface Connections {
  readonly limit: number;
  /** Stay for administrators. */
  readonly reserved: number;
  /** Of everybody else, their pools full. */
  readonly others: number;
  /** Size of one replica's pool. */
  readonly perReplica: number;
}

export interface ConnectionRoom {
  /** What full pools of this service may take and leave the reserve alone. */
  readonly available: number;
  /** Most replicas whose full pools leave something free. Fewer than 0 where the others alone take all. */
  readonly strictCap: number;
  /** Most replicas whose full pools the limit allows at all. */
  readonly hardCap: number;
}

/** `surge`: replicas that a deployment runs beside the old ones. */
export function connectionRoom({ limit, reserved, others, perReplica }: Connections, surge = 0): ConnectionRoom {
  const available = limit - reserved - others;
  return {
    available,
    strictCap: Math.ceil(available / perReplica) - 1 - surge,
    hardCap: Math.floor((limit - others) / perReplica),
  };
}

/** The limit to raise to for so many replicas; where the buffer would not hold the others and the reserve, what does. */
export const raiseTo = (replicas: number, { reserved, others, perReplica }: Connections, buffer: number): number =>
  replicas * perReplica + Math.max(buffer, others + reserved + 1);
