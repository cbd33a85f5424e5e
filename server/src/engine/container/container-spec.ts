/** What a container of a job may do: its own folder to read and write, limits on everything, and nothing else of the machine. */
import { join } from 'node:path';
import type { RawObject } from '../../model/input.ts';
import type { ContainerRequest } from './container-runner.ts';

/** Label of every container that is made here; its value says for which server. */
export const ownerLabel = 'skep.owner';

/** Where the job folder is for the neuron, as images made for Cortex expect it. */
export const jobPath = '/job';
/** Bytes of the only other places that can be written, which are in memory. */
const temporaryBytes = 64 * 1024 ** 2;
/** Bytes of memory that processes may share. */
const sharedBytes = 1024 ** 2;

/** The body of the request that makes the container. */
export function containerSpec(request: ContainerRequest, owner: string): RawObject {
  const { image, folder, identity, limits, network, readableFolders = [] } = request;
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const { uid, gid } = identity ?? own;
  return {
    Image: image,
    User: `${uid}:${gid}`,
    Env: environmentOf(request),
    Labels: { [ownerLabel]: owner },
    NetworkDisabled: !network,
    // Its input goes in once, and then the stream ends.
    ...{ OpenStdin: true, StdinOnce: true, AttachStdin: true, AttachStdout: true, AttachStderr: true },
    HostConfig: {
      Mounts: [
        { Type: 'bind', Source: folder.input, Target: join(jobPath, 'input'), ReadOnly: false },
        ...folder.given.map((name) => ({
          Type: 'bind',
          Source: join(folder.input, name),
          Target: join(jobPath, 'input', name),
          ReadOnly: true,
        })),
        { Type: 'bind', Source: folder.output, Target: join(jobPath, 'output'), ReadOnly: false },
        ...readableFolders.map((path) => ({ Type: 'bind', Source: path, Target: path, ReadOnly: true })),
      ],
      Tmpfs: { '/tmp': `rw,nosuid,nodev,noexec,size=${temporaryBytes}` },
      ReadonlyRootfs: true,
      NetworkMode: network ? 'bridge' : 'none',
      IpcMode: 'private',
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Privileged: false,
      Init: true,
      Memory: limits.memoryBytes,
      MemorySwap: limits.memoryBytes,
      NanoCpus: 1_000_000_000,
      PidsLimit: limits.processes,
      Ulimits: [
        { Name: 'cpu', Soft: limits.cpuSeconds, Hard: limits.cpuSeconds + 2 },
        { Name: 'nofile', Soft: limits.openFiles, Hard: limits.openFiles },
        { Name: 'fsize', Soft: limits.outputBytes, Hard: limits.outputBytes },
        { Name: 'core', Soft: 0, Hard: 0 },
      ],
      ShmSize: sharedBytes,
      // What is printed is read while it runs; the engine keeps nothing of it.
      LogConfig: { Type: 'none' },
      RestartPolicy: { Name: 'no' },
    },
  };
}

function environmentOf({ folder, allowedNetworks = [] }: ContainerRequest): string[] {
  const certificates = join(jobPath, 'input', 'cacerts');
  return [
    'HOME=/tmp',
    'TMPDIR=/tmp',
    'LANG=C.UTF-8',
    'OPENBLAS_NUM_THREADS=1',
    ...(allowedNetworks.length === 0 ? [] : [`SKEP_ALLOWED_INTERNAL_NETWORKS=${allowedNetworks.join(',')}`]),
    ...(folder.hasCertificates
      ? [`REQUESTS_CA_BUNDLE=${certificates}`, `NODE_EXTRA_CA_CERTS=${certificates}`]
      : []),
  ];
}
