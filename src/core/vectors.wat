(module
  (import "here" "memory" (memory 1))
  ;; Maps the bytes from address `at` to before `end` into those from `to` on, in steps of 16, and returns which of sixteen had their
  ;; top bit set anywhere.
  (func (export "map") (param $at i32) (param $end i32) (param $to i32) (result i32)
    (local $bytes v128) (local $seen v128)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $seen (v128.or (local.get $seen) (local.get $bytes)))
      (v128.store (local.get $to)
        (i8x16.sub (local.get $bytes)
          (v128.and
            (i8x16.lt_u (i8x16.sub (local.get $bytes) (v128.const i8x16 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97 97)) (v128.const i8x16 26 26 26 26 26 26 26 26 26 26 26 26 26 26 26 26))
            (v128.const i8x16 32 32 32 32 32 32 32 32 32 32 32 32 32 32 32 32))))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
    (i8x16.bitmask (local.get $seen)))
  ;; Returns 1 where none of these bytes begins a character beyond ASCII that may have an upper case: the ranges of caseless.ts. The
  ;; halves of a byte are looked up in a table each; what both have in common says what the byte is:
  ;;   0x01  0xc2 to 0xcf        0x02  0xd0 to 0xd6        0x04  0xe1
  ;;   0x08  0xe2                0x10  0xea                0x20  0xef                0x40  0xf0
  ;; and of the byte after it, after which it begins none:
  ;;   0x08  0x80 to 0x83        0x10  0xb0 to 0xbf        0x20  0xbc                0x40  0x9f
  (func (export "caseless") (param $at i32) (param $end i32) (result i32)
    (local $high v128) (local $low v128) (local $highAfter v128) (local $lowAfter v128) (local $half v128)
    (local $bytes v128) (local $after v128) (local $cased v128)
    (local.set $high (v128.const i8x16 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x01 0x02 0x3c 0x40))
    (local.set $low (v128.const i8x16 0x42 0x06 0x0b 0x03 0x03 0x03 0x03 0x01 0x01 0x01 0x11 0x01 0x01 0x01 0x01 0x21))
    (local.set $highAfter (v128.const i8x16 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x08 0x40 0x00 0x30 0x00 0x00 0x00 0x00))
    (local.set $lowAfter (v128.const i8x16 0x18 0x18 0x18 0x18 0x10 0x10 0x10 0x10 0x10 0x10 0x10 0x10 0x30 0x10 0x10 0x50))
    (local.set $half (i8x16.splat (i32.const 0x0f)))
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $after (v128.load offset=1 (local.get $at)))
      (local.set $cased (v128.or (local.get $cased)
        (v128.andnot
          (v128.and
            (i8x16.swizzle (local.get $high) (v128.and (i16x8.shr_u (local.get $bytes) (i32.const 4)) (local.get $half)))
            (i8x16.swizzle (local.get $low) (v128.and (local.get $bytes) (local.get $half))))
          (v128.and
            (i8x16.swizzle (local.get $highAfter) (v128.and (i16x8.shr_u (local.get $after) (i32.const 4)) (local.get $half)))
            (i8x16.swizzle (local.get $lowAfter) (v128.and (local.get $after) (local.get $half)))))))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
    (i32.eqz (v128.any_true (local.get $cased)))))
