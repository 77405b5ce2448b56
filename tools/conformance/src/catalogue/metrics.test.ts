// Every metric gives on WebGPU, compiled, what it gives on the float64 CPU.
import { checkCatalogue } from './check-catalogue.js';

checkCatalogue('metrics');
