// Every layer computes on WebGPU what it computes on the float64 CPU: values, gradients, moving statistics.
import { checkNames, checkRows } from './check-catalogue.js';
import { plainRows } from './layer-rows/layer-rows.js';

checkNames('layers');
checkRows('layers', plainRows);
