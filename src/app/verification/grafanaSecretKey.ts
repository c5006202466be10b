/** Where the token of a Grafana is kept, by the address that it is asked at. */
export const grafanaSecretKey = (url: string): string => `grafana:${url}`;
