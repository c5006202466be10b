/** Keys of a service that `docker stack deploy` knows, by what it makes of them. What is in neither list it refuses. */
export const usedKeys: ReadonlySet<string> = new Set([
  ...['cap_add', 'cap_drop', 'command', 'configs', 'credential_spec', 'deploy', 'dns', 'dns_search', 'entrypoint'],
  ...['env_file', 'environment', 'extra_hosts', 'healthcheck', 'hostname', 'image', 'init', 'isolation', 'labels'],
  ...['logging', 'networks', 'oom_score_adj', 'ports', 'read_only', 'secrets', 'stdin_open', 'stop_grace_period'],
  ...['stop_signal', 'sysctls', 'tmpfs', 'tty', 'ulimits', 'user', 'volumes', 'working_dir'],
]);

export const ignoredKeys: ReadonlySet<string> = new Set([
  ...['build', 'cgroup_parent', 'cgroupns_mode', 'container_name', 'depends_on', 'devices', 'domainname', 'expose'],
  ...['external_links', 'ipc', 'links', 'mac_address', 'network_mode', 'pid', 'privileged', 'restart', 'security_opt'],
  ...['shm_size', 'userns_mode'],
]);

/** Limits that a service states beside `deploy`, where a Swarm wants them in `deploy.resources`. */
export const resourceKeys: ReadonlySet<string> = new Set([
  ...['cpus', 'cpu_count', 'cpu_percent', 'cpu_quota', 'cpu_shares', 'cpuset', 'mem_limit', 'mem_reservation'],
  ...['memswap_limit', 'pids_limit', 'scale'],
]);

export const topKeys: ReadonlySet<string> = new Set([
  'version',
  'services',
  'networks',
  'volumes',
  'secrets',
  'configs',
]);
