// A GPU with little memory: it refuses buffers as a full one does, with an error on the scope and a buffer that is none.

type CreateBuffer = GPUDevice['createBuffer'];

/** No GPU has room for this. */
const IMPOSSIBLE: GPUTextureDescriptor = { size: [8192, 8192, 256], format: 'rgba32float', usage: 4 };

/** What the GPU says of a buffer that it has no room for. */
function refuse(device: GPUDevice, createBuffer: CreateBuffer, descriptor: GPUBufferDescriptor): GPUBuffer {
  device.createTexture(IMPOSSIBLE).destroy();
  device.pushErrorScope('validation');
  const none = createBuffer.call(device, { ...descriptor, usage: 0 });
  device.popErrorScope().catch(() => undefined);
  return none;
}

/** A GPU with a bound on its memory. */
export class ScarceMemory {
  /** Bytes of all buffers that are there. */
  used = 0;
  refusals = 0;
  private readonly createBuffer = GPUDevice.prototype.createBuffer;
  private readonly destroy = GPUBuffer.prototype.destroy;
  private readonly sizes = new Map<GPUBuffer, number>();

  /** Node's GPU must have been created: it brings the prototypes. */
  constructor(public bytes: number) {
    const make = (device: GPUDevice, descriptor: GPUBufferDescriptor): GPUBuffer => this.make(device, descriptor);
    const free = (buffer: GPUBuffer): undefined => this.free(buffer);
    GPUDevice.prototype.createBuffer = function (descriptor) {
      return make(this, descriptor);
    };
    GPUBuffer.prototype.destroy = function () {
      return free(this);
    };
  }

  private make(device: GPUDevice, descriptor: GPUBufferDescriptor): GPUBuffer {
    if (this.used + descriptor.size > this.bytes) {
      this.refusals++;
      return refuse(device, this.createBuffer, descriptor);
    }
    const buffer = this.createBuffer.call(device, descriptor);
    this.used += descriptor.size;
    this.sizes.set(buffer, descriptor.size);
    return buffer;
  }

  private free(buffer: GPUBuffer): undefined {
    this.used -= this.sizes.get(buffer) ?? 0;
    this.sizes.delete(buffer);
    return this.destroy.call(buffer);
  }

  /** The GPU is as it was. */
  end(): void {
    GPUDevice.prototype.createBuffer = this.createBuffer;
    GPUBuffer.prototype.destroy = this.destroy;
  }
}
