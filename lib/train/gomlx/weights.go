package gomlx

import (
	"fmt"

	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/lenet"
)

// Load stacks the weights of R networks into variables [R, …] under scope, one
// for each tensor ("enc.c1.weight" becomes enc/c1/weight). Variables that exist
// already get the new values.
func Load(scope *model.Scope, networks []lenet.Weights) error {
	if len(networks) == 0 {
		return fmt.Errorf("gomlx: no networks to load")
	}
	for _, w := range networks {
		if err := w.Check(); err != nil {
			return err
		}
		if first := networks[0]; w.Form() != first.Form() {
			return fmt.Errorf("gomlx: networks for images of side %d and %d, %v and %v: want the same side and network, to stack the weights",
				first.Side, w.Side, first.Form(), w.Form())
		}
	}
	for i, t := range networks[0].Tensors {
		if err := set(scope, t.Name, stack(networks, i)); err != nil {
			return err
		}
	}
	return nil
}

// stack joins tensor i of all networks along a new first axis.
func stack(networks []lenet.Weights, i int) *tensors.Tensor {
	first := networks[0].Tensors[i]
	flat := make([]float32, 0, len(networks)*len(first.Data))
	for _, w := range networks {
		flat = append(flat, w.Tensors[i].Data...)
	}
	return tensors.FromFlatDataAndDimensions(flat, append([]int{len(networks)}, first.Shape...)...)
}

func set(scope *model.Scope, name string, value *tensors.Tensor) error {
	path := scopePath(scope, name)
	if v := scope.Store().GetVariable(path); v != nil {
		return v.SetValue(value)
	}
	_, err := scope.Store().CreateVariable(path, value)
	return err
}

// Unload copies the variables under scope back into one set of weights per
// replica, the inverse of [Load]. The form must be the one that was loaded.
func Unload(scope *model.Scope, f lenet.Form) ([]lenet.Weights, error) {
	layout, err := f.Shapes()
	if err != nil {
		return nil, err
	}
	var networks []lenet.Weights
	for i, t := range layout.Tensors {
		flat, err := values(scope, t.Name)
		if err != nil {
			return nil, err
		}
		if networks == nil {
			networks = make([]lenet.Weights, len(flat)/len(t.Data))
			for r := range networks {
				networks[r] = layout.Clone()
			}
		}
		for r := range networks {
			copy(networks[r].Tensors[i].Data, flat[r*len(t.Data):])
		}
	}
	return networks, nil
}

func values(scope *model.Scope, name string) ([]float32, error) {
	v := scope.Store().GetVariable(scopePath(scope, name))
	if v == nil {
		return nil, fmt.Errorf("gomlx: no variable %s under %s", name, scope.Scope())
	}
	value, err := v.Value()
	if err != nil {
		return nil, fmt.Errorf("gomlx: %s: %w", name, err)
	}
	return tensors.CopyFlatData[float32](value)
}
