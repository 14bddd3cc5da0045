(module
  (memory (export "memory") 1)
  ;; Maps `end` bytes from address 0, in steps of 16, and returns whether any of them is above 0x7f.
  (func (export "map") (param $end i32) (result i32)
    (local $at i32) (local $bytes v128) (local $seen v128)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $seen (v128.or (local.get $seen) (local.get $bytes)))
      (v128.store (local.get $at)
        (i8x16.sub (local.get $bytes)
          (v128.and
            (i8x16.lt_u (i8x16.sub (local.get $bytes) (v128.const i8x16 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97)) (v128.const i8x16 26 26 26 26 26 26 26 26 26 26 26 26 26 26 26 26))
            (v128.const i8x16 32 32 32 32 32 32 32 32 32 32 32 32 32 32 32 32))))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
    (i8x16.bitmask (local.get $seen))))
