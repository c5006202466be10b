/** A runbook of the ordinary kind, with what such files are made of. */
export const runbook = `# Scaling the shop

Read [the guide](./GUIDE.md) first.

## When

| Metric | Warning | Critical |
|--------|---------|----------|
| CPU | 60-80% | > 80% |
| Queue \\| jobs | 50-200 | > 200 |
| p95 | 2s-5s | > 5s |
| **Errors** | 1-5% | > 5% |

\`\`\`
Is it high?
    ↓ YES → look again
\`\`\`

## Before

### 1. State

- [ ] **Check counts**
  \`\`\`bash
  docker compose ps
  # each service
  \`\`\`

- [ ] **Review metrics**
  - Dashboards
  - Logs

- [ ] **Check** \`free\` memory
  \`\`\`bash
  free -h

  df -h
  \`\`\`

## After

- [ ] All healthy
- [x] Load spread (requests < 60%)
- [ ] Connections
  1. [ ] Counted
  2. [ ] Within
     \`\`\`sql
     SELECT count(*)
       FROM pg_stat_activity;
     \`\`\`
* [ ] Team told
+ [ ] Written down

### Commands

\`\`\`bash
docker compose up -d \\
  --scale web=2 \\
  --no-recreate
\`\`\`
`;
