/**
 * The parts of an engine's answer about a container that a copy of it has to treat with care. What is not named here is
 * copied as it is.
 */
export interface InspectedReplica {
  readonly Id: string;
  readonly Name: string;
  /** The id of the image that it runs, whatever the image's name stands for by now. */
  readonly Image: string;
  readonly Config: InspectedConfig;
  readonly HostConfig: InspectedHostConfig;
  readonly Mounts?: readonly InspectedMount[] | null | undefined;
  readonly NetworkSettings: { readonly Networks?: Readonly<Record<string, InspectedEndpoint>> | null | undefined };
}

export interface InspectedConfig {
  readonly Hostname?: string | undefined;
  readonly Domainname?: string | undefined;
  readonly MacAddress?: string | undefined;
  readonly OnBuild?: unknown;
  readonly ExposedPorts?: Readonly<Record<string, object>> | null | undefined;
  readonly Image: string;
  readonly Labels?: Readonly<Record<string, string>> | null | undefined;
  readonly Volumes?: Readonly<Record<string, object>> | null | undefined;
}

export interface InspectedHostConfig {
  readonly NetworkMode?: string | undefined;
  readonly UTSMode?: string | undefined;
  readonly ContainerIDFile?: string | undefined;
  readonly Binds?: readonly string[] | null | undefined;
  readonly Mounts?: readonly RequestedMount[] | null | undefined;
  readonly PortBindings?:
    Readonly<Record<string, readonly { readonly HostPort?: string | undefined }[] | null>> | null | undefined;
}

/** A mount as it was asked for; `Source` is missing for an anonymous volume. */
export interface RequestedMount {
  readonly Type: string;
  readonly Target: string;
  readonly Source?: string | undefined;
}

/** A mount as it is. */
export interface InspectedMount {
  readonly Type: string;
  readonly Name?: string | undefined;
  readonly Destination: string;
}

export interface InspectedEndpoint {
  readonly NetworkID: string;
  readonly Aliases?: readonly string[] | null | undefined;
  readonly Links?: readonly string[] | null | undefined;
  readonly DriverOpts?: Readonly<Record<string, string>> | null | undefined;
  readonly GwPriority?: number | undefined;
  readonly IPAMConfig?:
    | { readonly IPv4Address?: string | undefined; readonly LinkLocalIPs?: readonly string[] | null | undefined }
    | null
    | undefined;
}
