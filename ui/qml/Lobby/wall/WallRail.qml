pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Beside the people: what is featured, and below it a warm line or how to be seen. */
Item {
    id: root

    required property WallModel model
    property bool invited: false // the invitation already stands elsewhere
    readonly property bool upright: Theme.portrait
    readonly property bool featuring: panels.count > 0
    readonly property real lower: upright ? 0 : (featuring ? 22 : 38) * Theme.unit

    Repeater {
        id: panels

        model: root.model.featured

        WallFeatured {
            width: root.width
            height: root.upright ? root.height : root.height - root.lower - Theme.gap2

            NumberAnimation on opacity {
                from: 0
                to: 1
                duration: Theme.fade
            }
        }
    }

    WallWarmth {
        visible: !root.featuring
        width: root.width
        height: root.upright ? root.height : root.height - root.lower - Theme.gap2
        model: root.model
    }
    WallInvitation {
        visible: !root.upright && !root.invited
        width: root.width
        height: root.lower
        y: root.height - height
    }
    WallCounted {
        visible: !root.upright && root.invited
        width: root.width
        height: root.lower
        y: root.height - height
        model: root.model
    }
}
