// Every layer computes on WebGPU what it computes on the float64 CPU: values, gradients, moving statistics.
import { checkCatalogue } from './check-catalogue.js';

checkCatalogue('layers');
